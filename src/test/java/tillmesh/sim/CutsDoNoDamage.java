package tillmesh.sim;

import org.jspecify.annotations.Nullable;

/** J2, J7: a power cut is no damage: the file opens without repair, on the same disk, and misses nothing. */
final class CutsDoNoDamage implements Checker {
    private @Nullable String storeId;

    @Override
    public void opened(SimNode node, DiskView disk) {
        String story = node.journal().story();
        Violation.unless(story.isEmpty(), "the node tells of damage: %s", story);
        Violation.unless(disk.missing() == 0, "%d ranges count as missing", disk.missing());
        Violation.unless(storeId == null || storeId.equals(disk.storeId()), "the disk has another id");
        storeId = disk.storeId();
    }
}
