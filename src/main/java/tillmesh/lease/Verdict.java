package tillmesh.lease;

/** What became of a request for a lease. */
public sealed interface Verdict {
    /** The asker holds it now. */
    record Granted(Claim claim) implements Verdict {}

    /** Somebody else has it. @param by their name for people @param lane where they work */
    record Held(String by, String lane) implements Verdict {}

    /** The asker's role may not take it from its holder. */
    record NotAllowed(String by) implements Verdict {}

    /** No majority of the lanes can be reached, and the shop wants no provisional leases. */
    record CutOff() implements Verdict {}

    /** Nobody answered in time; asking again may help. */
    record NoAnswer() implements Verdict {}
}
