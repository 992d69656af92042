package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.config.Secret;
import tillmesh.desk.Closing;
import tillmesh.desk.Desk;
import tillmesh.desk.DeskRules;
import tillmesh.desk.Electorate;
import tillmesh.desk.RegisterBook;
import tillmesh.desk.Reports;
import tillmesh.desk.Surroundings;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.screen.Front;
import tillmesh.screen.Lines;
import tillmesh.status.Outcome;
import tillmesh.status.StatusPages;

/** Connects the pages that programs read with the desk: a question becomes a note, its answer leaves after the commit. */
final class Service {
    private static final int EVENTS_USUAL = 50;
    private static final int EVENTS_MAX = 1_000;

    private final Loop loop;
    private final Reports reports;
    private final Closing closing;
    private final Erasing erasing;
    private final Electorate electorate;
    private final Retiring retiring;
    private final RegisterPages registers;
    private final Watch watch;
    private final Numbers numbers;

    Service(Surroundings around, Journal journal, Desk desk, DeskRules rules, Watch watch) {
        this.loop = around.loop();
        this.reports = new Reports(around, journal, desk, rules);
        this.closing = new Closing(journal, desk);
        this.erasing = new Erasing(around, journal, closing);
        this.electorate = new Electorate(desk);
        this.retiring = new Retiring(loop, electorate);
        this.registers = new RegisterPages(loop, new RegisterBook(around, journal, desk));
        this.watch = watch;
        this.numbers = new Numbers(reports, watch);
    }

    /** @param drill null when this lane allows none: then there is nothing at its path */
    void mountOn(Front front, Lines lines, Secret admin, @Nullable Drill drill, Aside aside) {
        StatusPages pages = new StatusPages(front::mount, admin, loop::millis)
                .page("/health", query -> now(reports::health))
                .probe("/livez", () -> turns(loop))
                .probe("/readyz", () -> now(watch::blockers))
                .page("/status", query -> now(reports::status))
                .page("/stats", query -> now(reports::board))
                .page("/events", query -> events(query.number("limit", EVENTS_USUAL, EVENTS_MAX)))
                .page("/orders", query -> now(reports::orders))
                .page("/tables", query -> now(reports::tables))
                .page("/table-locks", query -> now(reports::tableLocks))
                .page("/ticket-sequences", query -> now(reports::tickets))
                .page("/lanes", query -> now(electorate::votes))
                .action(
                        "/lanes/retire",
                        asked -> retiring.begin(asked.path("lane").asText()))
                .action(
                        "/reset-leases",
                        asked -> now(() -> Outcome.ok(Map.of("ok", true, "ended", closing.endLeases()))))
                .page("/clouds", query -> now(reports::clouds))
                .action("/drain", aside::hurry)
                .page("/set-aside", query -> aside.list())
                .action("/set-aside/retry", aside::retry)
                .action("/set-aside/discard", aside::discard)
                .page("/registers", query -> registers.list())
                .action("/registers/add", registers::make)
                .action("/registers/retry", registers::retry)
                .action("/reset", this::reset)
                .metrics("/metrics", numbers.meters(() -> now(numbers::refresh), lines));
        if (drill != null) {
            pages.action("/drill", drill::act);
        }
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

    private CompletionStage<?> events(int limit) {
        return now(() -> reports.events(limit));
    }

    private CompletionStage<Outcome> reset(JsonNode asked) {
        return erasing.begin(asked.path("force").asBoolean(false));
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
