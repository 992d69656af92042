package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.journal.Backups.Backup;

class BackupsTest {
    private static final long NOON = 1_795_348_800_000L;

    @TempDir
    Path dir;

    private TestLane written() {
        TestLane lane = new TestLane(dir.resolve("lane"));
        new WrittenLane(lane).life(80);
        return lane;
    }

    @Test
    void a_copy_made_while_the_lane_writes_is_sound_and_whole_up_to_a_moment() {
        TestLane lane = written();
        Journal journal = lane.open();
        new WrittenLane(lane).write(journal, 30);
        long before = journal.lastId();

        Backup made = new Backups(lane.folder, 0).make(NOON);
        TestLane.append(journal, TestLane.event("{\"after\":true}"));

        Path copy = lane.folder.backups().resolve(made.name());
        try (Reading reading = Reading.open(copy)) {
            assertEquals(before, reading.facts().entries());
            assertTrue(reading.prove(walked -> {}).closed());
        }
        assertEquals(made.bytes(), copy.toFile().length());
        journal.close();
    }

    @Test
    void only_the_newest_that_were_asked_for_stay_and_those_of_changes_of_form_are_never_touched() throws Exception {
        TestLane lane = written();
        Files.createDirectories(lane.folder.backups());
        Files.writeString(lane.folder.backups().resolve("before-V002.db"), "old");
        Files.writeString(lane.folder.backups().resolve("backup-20200101-000000.db.part"), "half");
        Backups backups = new Backups(lane.folder, 0);
        for (int i = 0; i < Backups.KEPT + 2; i++) {
            backups.make(NOON + i * 1_000L);
        }

        List<Backup> there = backups.list();

        assertEquals(Backups.KEPT, there.stream().filter(Backup::askedFor).count());
        assertTrue(there.stream().anyMatch(one -> one.name().equals("before-V002.db")));
        assertFalse(there.stream().anyMatch(one -> one.name().equals("backup-20261122-120000.db")), "the oldest one");
        assertTrue(there.stream().anyMatch(one -> one.name().equals("backup-20261122-120009.db")), "the newest one");
        try (Stream<Path> files = Files.list(lane.folder.backups())) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void a_copy_that_would_fill_the_disk_is_not_begun() {
        TestLane lane = written();
        Backups backups = new Backups(lane.folder, Long.MAX_VALUE / 2);

        Fault why = assertThrows(Fault.class, () -> backups.make(NOON));

        assertTrue(why.sentence().contains("no room for a backup"), why.sentence());
        assertEquals(List.of(), backups.list());
    }

    @Test
    void a_file_that_is_damaged_gives_no_copy() throws Exception {
        TestLane lane = written();
        lane.open().close();
        byte[] file = Files.readAllBytes(lane.folder.database());
        for (int at = file.length / 2; at < file.length / 2 + 8_192; at++) {
            file[at] = 0x5a;
        }
        Files.write(lane.folder.database(), file);
        Backups backups = new Backups(lane.folder, 0);

        assertThrows(Fault.class, () -> backups.make(NOON));

        assertEquals(List.of(), backups.list());
        try (Stream<Path> files = Files.list(lane.folder.backups())) {
            assertEquals(0, files.count(), "something half made was left behind");
        }
    }
}
