package tillmesh.bench;

/** What the disk and SQLite allow with nothing around them. */
enum Floor {
    /** Neither SQLite nor a queue: the disk alone. */
    FLUSH("append 1 KB, fdatasync", 0),
    /** One row per commit. */
    SINGLE("SQLite, a row per commit", 1),
    /** Eight wait for one writer. */
    GROUP_8("SQLite, group commit, 8 submitters", 8),
    /** Sixty-four wait for one writer. */
    GROUP_64("SQLite, group commit, 64 submitters", 64);

    final String title;
    /** How many wait for their rows at the same time; 0 where there are no rows. */
    final int submitters;

    Floor(String title, int submitters) {
        this.title = title;
        this.submitters = submitters;
    }

    /** The floor below a number of screens that each have one sale under way. */
    static Floor below(int screens) {
        return screens == 1 ? SINGLE : screens == 8 ? GROUP_8 : GROUP_64;
    }
}
