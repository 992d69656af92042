package tillmesh.journal;

/** How writes reach the disk: within the note that runs, or not at all where a file is only read. */
interface Writes {
    /** @param what what is being written, for the sentence @throws tillmesh.fault.Fault when the disk does not take it */
    void run(String what, Runnable statements);
}
