package tillmesh.lease;

/** What a lane without a majority of the shop does when somebody asks for a lease ({@code lease.when-cut-off}). */
public enum CutOff {
    /** It grants, marked as provisional; if two did, the merge finds out and nothing is lost. */
    PROVISIONAL,
    /** It denies. Money is taken all the same. */
    REFUSE
}
