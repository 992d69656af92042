package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much of a project's ledger a batch reads: its cost must not grow with what is there. */
class FarLedgerReadsIT {
    private final FarStore store = new FarStore();

    /** What no lane has sent has no head, and the next installation would make one. */
    @AfterEach
    void clear() {
        store.run("DELETE FROM tillmesh.ledger WHERE lane = 'L9'");
    }

    @Test
    void a_batch_reads_its_own_rows_and_not_the_whole_ledger() throws Exception {
        fill("$T", 30000);
        assertTrue(rowsReadForABatchOf50Twice() < 1_000);
    }

    // Of a tenant that it has not counted the planner expects one row, and any index that begins with the tenant will
    // do.
    @Test
    void nor_does_a_batch_of_a_tenant_that_came_after_the_last_analyze() throws Exception {
        store.run("TRUNCATE tillmesh.ledger"); // of few rows of other tests the planner would learn to expect more than
        // one
        fill("$T || ' of before'", 8000);
        store.run("ANALYZE tillmesh.ledger");
        fill("$T", 30000);
        assertTrue(rowsReadForABatchOf50Twice() < 1_000);
    }

    private void fill(String tenant, int rows) {
        store.run(
                "INSERT INTO tillmesh.ledger (tenant, message_id, store, lane, incarnation, seq, topic, occurred_at, prev_hash,"
                        + " hash, data) SELECT " + tenant
                        + ", 'L9-0000000a-' || n, 'S1', 'L9', '0000000a', n, 'event', now(), n - 1, n, '1'"
                        + " FROM generate_series(1, " + rows + ") n");
    }

    private long rowsReadForABatchOf50Twice() throws Exception {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 50; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append(store.message("L1", i % 2 == 0 ? "event" : "order.paid", "A" + i, 1, "{}"));
        }

        try (Connection connection = store.project.database().connect();
                Statement session = connection.createStatement()) {
            connection.setAutoCommit(false);
            session.execute("SET request.jwt.claims = '{\"role\":\"tillmesh_lane\",\"tenant\":\"" + store.tenant
                    + "\",\"store\":\"S1\"}'");
            for (int time = 0; time < 2; time++) {
                session.execute("SELECT public.ingest_messages('" + batch + "]')");
            }
            try (ResultSet read = session.executeQuery(
                    "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'ledger'")) {
                assertTrue(read.next());
                long rows = read.getLong(1);
                connection.commit();
                return rows;
            }
        }
    }
}
