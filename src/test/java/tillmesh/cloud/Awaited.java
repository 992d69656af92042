package tillmesh.cloud;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tillmesh.entry.Entry;

/** A real adapter on virtual time: nothing happens while it waits for an answer; that comes when it has come. */
record Awaited(Cloud cloud) implements Cloud {
    private static final long ANSWER_MOST_SECONDS = 20;

    @Override
    public String name() {
        return cloud.name();
    }

    @Override
    public boolean oneAtATime() {
        return cloud.oneAtATime();
    }

    @Override
    public void takenOver() {
        cloud.takenOver();
    }

    @Override
    public Portion portion(List<Entry> entries) {
        return cloud.portion(entries);
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        cloud.store(batch, answer::complete);
        answered.accept(answer.orTimeout(ANSWER_MOST_SECONDS, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
