package tillmesh.cloud;

import tillmesh.entry.EntryId;

/** Who is told how it goes with the clouds. Loop thread; after the commit, except where said. */
public interface CloudListener {
    /** A cloud gives no receipts. Told when it begins, and again when the reason changes. */
    void down(String cloud, String why);

    /** A cloud that gave none gives receipts again. */
    void up(String cloud);

    /** An entry that was set aside was sent again, and the cloud has it now. Within the note that learns of it. */
    void stored(String cloud, EntryId entry);

    /** An entry was set aside. @param reason for a person's eyes: a far side may quote in it what was sold */
    void aside(String cloud, EntryId entry, String reason);
}
