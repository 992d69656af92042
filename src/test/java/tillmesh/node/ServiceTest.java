package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.loop.LaneLoop;
import tillmesh.loop.Ledger;

@Timeout(30)
class ServiceTest {
    /** A disk on which no commit ever succeeds. */
    private static final class BrokenDisk implements Ledger {
        @Override
        public void mark() {}

        @Override
        public void takeBack() {}

        @Override
        public void commit() {
            throw new Fault(Remedy.RETRY, "the disk answers with errors", "");
        }

        @Override
        public void rollback() {}
    }

    @Test
    void a_loop_that_turns_is_alive_although_its_disk_fails_and_other_questions_are_put_off() throws Exception {
        LaneLoop loop = new LaneLoop(new BrokenDisk(), 8, () -> 0, bug -> {});
        CompletableFuture<List<String>> alive = Service.turns(loop).toCompletableFuture();
        CompletableFuture<String> page = Service.now(loop, () -> "orders").toCompletableFuture();
        loop.start();

        assertEquals(List.of(), alive.get(5, TimeUnit.SECONDS));
        assertThrows(CompletionException.class, page::join);
        loop.close();
    }
}
