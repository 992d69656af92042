package tillmesh.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * Puts a fresh file with everything that {@link Salvage} could prove in the place of a damaged one, which is moved aside
 * and never deleted. A crash at any point leaves either the damaged file, to be repaired anew, or a finished repair.
 */
final class Repair {
    private final DataFolder folder;
    private final long nowMillis;

    Repair(DataFolder folder, long nowMillis) {
        this.folder = folder;
        this.nowMillis = nowMillis;
    }

    /** Goes on where a crash came between moving the damaged file away and the fresh one in. @return whether it had */
    boolean finish() {
        boolean half = Files.exists(ready()) && !Files.exists(folder.database());
        try {
            if (half) {
                swap(newFolder());
            } else {
                clear();
            }
            return half;
        } catch (IOException e) {
            throw cannot("an interrupted repair cannot be finished", e);
        }
    }

    /** @param refill what fills the fresh file @param likely streams that other files name @return where the damaged database is now */
    Path run(Refill refill, List<Stream> likely) {
        try {
            clear();
            OwnerOnly.folder(bench());
            Path fresh = bench().resolve("filling.db");
            OwnerOnly.file(fresh);
            try (DamagedPages pages = new DamagedPages(folder.database(), folder.wal())) {
                refill.run(fresh, new Salvage(pages, likely));
            }
            Flush.file(fresh);
            Files.move(fresh, ready(), StandardCopyOption.ATOMIC_MOVE);
            Path aside = newFolder();
            swap(aside);
            return aside;
        } catch (IOException e) {
            throw cannot("the damaged database cannot be repaired", e);
        }
    }

    // The database goes first and comes last: as long as it is there, everything else is as it was. Its log must be
    // away
    // before the fresh one comes, or SQLite would replay it into that.
    private void swap(Path aside) throws IOException {
        Flush.folder(bench());
        for (Path file : new Path[] {folder.database(), folder.wal(), folder.shm()}) {
            if (Files.exists(file)) {
                Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Flush.folder(folder.dir());
        Files.move(ready(), folder.database(), StandardCopyOption.ATOMIC_MOVE);
        Flush.folder(folder.dir());
        clear();
    }

    private Path newFolder() throws IOException {
        Path beside = folder.dir().resolve("damaged-" + nowMillis);
        for (int i = 2; Files.exists(beside); i++) {
            beside = folder.dir().resolve("damaged-" + nowMillis + "-" + i);
        }
        OwnerOnly.folder(beside);
        return beside;
    }

    private Path bench() {
        return folder.dir().resolve("repair");
    }

    private Path ready() {
        return bench().resolve("ready.db");
    }

    private void clear() throws IOException {
        if (Files.exists(bench())) {
            try (var files = Files.walk(bench())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Fault cannot(String what, IOException e) {
        return new Fault(
                Remedy.CALL_SOMEONE,
                what + ": " + e.getMessage(),
                "free space in " + folder.dir() + ", and let this user write it",
                e);
    }
}
