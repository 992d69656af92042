package tillmesh.journal;

import tillmesh.journal.Journal.Appended;

/** What an entry means for the tables that screens read. */
@FunctionalInterface
public interface Projection {
    /** Applies one entry; the same entries in the same order always make the same tables. */
    void project(Appended appended);
}
