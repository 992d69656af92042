package tillmesh.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * The folder of one lane and the names in it.
 *
 * @param dir an existing local folder
 */
public record DataFolder(Path dir) {
    // File locks and memory maps that SQLite's WAL rests on are not reliable on these.
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "ncpfs",
            "ceph",
            "glusterfs",
            "lustre",
            "webdav",
            "davfs",
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.glusterfs",
            "fuse.davfs2",
            "vboxsf",
            "prl_fs",
            "fuse.vmhgfs-fuse",
            "virtiofs");

    /**
     * Opens the folder, making it when it is not there.
     *
     * @throws Fault when it cannot be made or lies on a network file system
     */
    public static DataFolder open(Path dir) {
        try {
            Path absolute = dir.toAbsolutePath().normalize();
            OwnerOnly.folder(absolute);
            FileStore store = Files.getFileStore(absolute);
            refuseNetwork(absolute, store.type());
            return new DataFolder(absolute);
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the data folder " + dir + " cannot be made or read: " + e.getMessage(),
                    "set data.dir to a local folder that this user may write",
                    e);
        }
    }

    /** Makes the database, empty and for this user only, unless it is there. */
    void makeDatabase() {
        try {
            OwnerOnly.file(database());
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the database " + database() + " cannot be made: " + e.getMessage(),
                    "free space in the data folder, and let this user write it",
                    e);
        }
    }

    static void refuseNetwork(Path dir, String type) {
        String kind = type.toLowerCase(Locale.ROOT);
        if (NETWORK.contains(kind) || dir.toString().startsWith("\\\\")) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the data folder " + dir + " lies on a network file system (" + type + ")",
                    "set data.dir to a disk of this machine: a network disk can lose what it said it kept");
        }
    }

    /** The SQLite file. */
    public Path database() {
        return dir.resolve("tillmesh.db");
    }

    /** Its write-ahead log. */
    public Path wal() {
        return dir.resolve("tillmesh.db-wal");
    }

    /** Its shared index; made anew by SQLite. */
    public Path shm() {
        return dir.resolve("tillmesh.db-shm");
    }

    /** Who has the folder open. */
    public Path lock() {
        return dir.resolve("lane.lock");
    }

    /** Which disk this is, see {@link StoreMarker}. */
    public Path marker() {
        return dir.resolve("store.marker");
    }

    /** The last acknowledged entry, see {@link HeadMark}. */
    public Path headMark() {
        return dir.resolve("head.mark");
    }

    /** Space to close cleanly on a full disk, see {@link DiskGuard}. */
    public Path reserve() {
        return dir.resolve("reserve");
    }

    /** Its presence says that damage was met while the lane ran: the next opening looks at everything, however large. */
    Path checkAll() {
        return dir.resolve("check-all");
    }

    /** Damage was met while the lane ran, see {@link #checkAll}. */
    void suspect() {
        try {
            Files.write(checkAll(), new byte[0]);
        } catch (IOException e) {
            // The next opening looks at the newest part, as always; prove looks at everything.
        }
    }

    /** Copies made before a migration or a reset. */
    public Path backups() {
        return dir.resolve("backup");
    }
}
