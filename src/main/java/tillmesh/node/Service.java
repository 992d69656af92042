package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.config.Secret;
import tillmesh.desk.AdminBook;
import tillmesh.desk.Closing;
import tillmesh.desk.Desk;
import tillmesh.desk.DeskRules;
import tillmesh.desk.Electorate;
import tillmesh.desk.RegisterBook;
import tillmesh.desk.Reports;
import tillmesh.desk.Surroundings;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Backups;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.screen.Front;
import tillmesh.screen.Lines;
import tillmesh.shop.OrderRef;
import tillmesh.status.Outcome;
import tillmesh.status.StatusPages;

/** Connects the pages that programs read with the desk: a question becomes a note, its answer leaves after the commit. */
final class Service implements AutoCloseable {
    private static final int LOOKING_MAX = 16;

    private static final String NOT_HERE =
            "No screen of this lane holds that. What another lane's screens hold is ended on that lane's page.";

    private final Loop loop;
    private final Reports reports;
    private final Closing closing;
    private final Erasing erasing;
    private final Electorate electorate;
    private final Retiring retiring;
    private final RegisterPages registers;
    private final Watch watch;
    private final Numbers numbers;
    private final History history;
    private final AdminLog log;
    private final BackRoom looking = new BackRoom("search", LOOKING_MAX);
    private final EventPages events;
    private final BackupPages backups;

    Service(Surroundings around, Journal journal, Desk desk, DeskRules rules, Watch watch, Disk disk) {
        this.loop = around.loop();
        this.reports = new Reports(around, journal, desk, rules);
        this.closing = new Closing(journal, desk);
        this.erasing = new Erasing(around, journal, closing);
        this.electorate = new Electorate(desk);
        this.retiring = new Retiring(loop, electorate);
        this.registers = new RegisterPages(loop, new RegisterBook(around, journal, desk));
        this.watch = watch;
        this.numbers = new Numbers(reports, watch);
        this.history = disk.history();
        this.log = new AdminLog(loop, new AdminBook(loop, journal, desk));
        this.events = new EventPages(loop, reports, disk.folder().database(), looking);
        this.backups = new BackupPages(loop, around.wall(), disk.backups(), watch.worry(), log, looking);
        loop.every(History.SLOT, () -> history.turn(reports.onlyHere(), reports.clouds()));
    }

    /** The folder of this lane, how copies of it are made, and how long it took lately. */
    record Disk(DataFolder folder, Backups backups, History history) {}

    /** @param drill null when this lane allows none: then there is nothing at its path */
    void mountOn(Front front, Lines lines, Secret admin, @Nullable Drill drill, Aside aside) {
        StatusPages pages = new StatusPages(front::mount, admin, loop::millis)
                .page("/health", query -> now(reports::health))
                .probe("/livez", () -> turns(loop))
                .probe("/readyz", () -> now(watch::blockers))
                .page("/status", query -> now(reports::status))
                .page("/stats", query -> now(reports::board))
                .page("/events", events::ask)
                .page("/history", query -> now(history::hour))
                .page("/problems", query -> now(reports::problems))
                .page("/backups", query -> backups.list())
                .action("/backups/make", backups)
                .page("/orders", query -> now(reports::orders))
                .page("/tables", query -> now(reports::tables))
                .page("/table-locks", query -> now(reports::tableLocks))
                .page("/ticket-sequences", query -> now(reports::tickets))
                .page("/lanes", query -> now(electorate::votes))
                .action(
                        "/lanes/retire",
                        log.of(
                                "retire",
                                "lane",
                                asked -> retiring.begin(asked.path("lane").asText())))
                .action(
                        "/reset-leases",
                        log.of(
                                "reset-leases",
                                "",
                                asked -> now(() -> Outcome.ok(Map.of("ok", true, "ended", closing.endLeases())))))
                .action("/leases/release", log.of("release-lease", "order", this::release))
                .action("/table-locks/release", log.of("release-table", "table", this::unlock))
                .page("/clouds", query -> now(reports::clouds))
                // Not written down: it changes nothing, and the entry would be one more that waits.
                .action("/drain", aside::hurry)
                .page("/set-aside", query -> aside.list())
                .action("/set-aside/retry", log.of("retry-set-aside", "entry", aside::retry))
                .action("/set-aside/discard", aside::discard)
                .page("/registers", query -> registers.list())
                .action("/registers/add", registers::make)
                .action("/registers/retry", registers::retry)
                .action("/reset", new Reset())
                .metrics("/metrics", numbers.meters(() -> now(numbers::refresh), lines));
        if (drill != null) {
            pages.action("/drill", log.of("drill", "cut", drill::act));
        }
        backups.begin();
    }

    /**
     * Answers as soon as the loop has come round, also when the burst of the question could not be committed: a disk that
     * fails is no reason to kill a process that goes on by itself.
     */
    static CompletionStage<List<String>> turns(Loop loop) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        boolean taken = loop.run(new Note() {
            @Override
            public void run() {
                loop.effect(() -> answer.complete(List.of()));
            }

            @Override
            public void failed(Fault why) {
                answer.complete(List.of());
            }
        });
        return taken ? answer : CompletableFuture.failedStage(tooMuch());
    }

    private static Fault tooMuch() {
        return new Fault(Remedy.RETRY, "the node has more work queued than it may hold", "try again in a second");
    }

    private CompletionStage<Outcome> release(JsonNode asked) {
        String order = asked.path("order").asText("");
        if (order.isEmpty() || order.length() > OrderRef.LENGTH_MAX) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(400, "Name the order whose lease is to end: {\"order\":\"NU/CFG1/S1/1\"}."));
        }
        return now(() -> closing.endLease(order) ? done() : Outcome.refused(404, NOT_HERE));
    }

    private CompletionStage<Outcome> unlock(JsonNode asked) {
        if (!asked.path("table").canConvertToInt()) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(400, "Name the table whose lock is to end: {\"table\":5}."));
        }
        int table = asked.path("table").intValue();
        return now(() -> closing.endLock(table) ? done() : Outcome.refused(404, NOT_HERE));
    }

    private static Outcome done() {
        return Outcome.ok(Map.of("ok", true));
    }

    /** Written down before everything goes, so that it stands in the copy that is kept. */
    private final class Reset implements StatusPages.Action {
        @Override
        public CompletionStage<Outcome> act(JsonNode asked) {
            return act(asked, "");
        }

        @Override
        public CompletionStage<Outcome> act(JsonNode asked, String from) {
            return erasing.begin(
                    asked.path("force").asBoolean(false),
                    () -> log.write(AdminLog.deed("reset", "force", asked, from)));
        }
    }

    @Override
    public void close() {
        looking.close();
        events.close();
        backups.close();
    }

    private <T> CompletionStage<T> now(Supplier<T> question) {
        return now(loop, question);
    }

    /** Asks on the loop; the answer is completed after the commit of its burst, on the loop thread. */
    static <T> CompletionStage<T> now(Loop loop, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = loop.run(note(answer, () -> {
            T value = question.get();
            loop.effect(() -> answer.complete(value));
        }));
        if (!taken) {
            answer.completeExceptionally(tooMuch());
        }
        return answer;
    }

    /** Work on the loop that an answer waits for: if it is undone, the answer is its fault. */
    static Note note(CompletableFuture<?> answer, Runnable work) {
        return new Note() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void failed(Fault why) {
                answer.completeExceptionally(why);
            }
        };
    }
}
