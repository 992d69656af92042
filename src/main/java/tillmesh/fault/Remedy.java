package tillmesh.fault;

/** What can be done about a {@link Fault}. The one who catches a fault obeys its remedy; nobody else catches it. */
public enum Remedy {
    /** It may pass by itself: try again later, with back-off. */
    RETRY,
    /** This one item can never work: put it aside with the reason and go on with the next. */
    SET_ASIDE,
    /** This process cannot go on, a fresh one can. */
    RESTART,
    /** A person must do something; the hint says what. */
    CALL_SOMEONE
}
