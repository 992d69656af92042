package tillmesh.lease;

/** How much a grant is worth. */
public enum Standing {
    /** A majority of the shop's votes has it on disk: nobody else can hold the same. */
    FIRM,
    /** Given while cut off: somebody in another part of the shop may hold the same, and the merge will tell. */
    PROVISIONAL
}
