package tillmesh.cloud.odoo;

/** What goes wrong between a lane and an Odoo, or in it. */
public enum OdooTrick {
    /** The call is done, and the connection is cut before the answer. */
    DONE_AND_CUT,
    /** The call is done, and half of the answer arrives. */
    DONE_AND_HALVED,
    /** The connection is cut at once; the call is done when the test says so. */
    CUT_AND_DONE_LATER,
    /** Somebody else's page, with status 200. */
    PORTAL,
    /** To a page somewhere else. */
    REDIRECT,
    /** To the page where people sign in. */
    LOGIN_PAGE,
    /** The page of a server with several databases. */
    PAGE_404,
    /** An empty answer, with status 200. */
    EMPTY,
    /** The answer to another call. */
    OTHER_ANSWER,
    /** Signed out. */
    SIGNED_OUT,
    /** The database was too busy. */
    SERIALIZATION,
    /** A plain error page. */
    S500,
    /** A proxy without a server. */
    S502,
    /** Closed for work, with a word on when to come again. */
    S503,
    /** With the advice to come again after no time at all. */
    S503_AT_ONCE,
    /** Too much asked, with a word on when to come again. */
    S429,
    /** Too large. */
    S413
}
