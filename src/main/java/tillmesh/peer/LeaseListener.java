package tillmesh.peer;

import tillmesh.lease.Claim;

/** What the register tells the desk, on the loop thread, within a note. */
public interface LeaseListener {
    /** A screen of this lane has something no more. @param by who has it now, for people; empty when nobody */
    void revoked(Claim claim, String by);

    /** Whether this lane, just started, still has a screen for what its life before held. The disk must say so. */
    boolean keeps(Claim claim);

    /** Who is at which table may have changed on another lane; see {@link LeaseRegister#elsewhere}. */
    void tablesChanged();

    /** Something that a person should know. */
    void alarm(String sentence);
}
