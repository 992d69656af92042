package tillmesh.journal;

/** The operation that an entry came from. @param device the terminal @param opId its own name for the operation @param seq number of the entry in its stream */
public record OpOf(String device, String opId, long seq) {}
