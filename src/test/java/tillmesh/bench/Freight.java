package tillmesh.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.supabase.SupabaseCloud;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Supabase.Via;
import tillmesh.config.Secret;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.far.Database;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/** Entries of one lane in batches of one size, as they are made when they are needed. */
final class Freight {
    private static final Stream STREAM = new Stream(new LaneId("L1"), 0x5f3a90c1);
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?::json)";
    private static final int COLUMNS = 14;

    final int batch;
    private final List<Batch> batches = new ArrayList<>();

    Freight(Goods goods, int count, int batch) {
        this.batch = batch;
        List<Entry> next = new ArrayList<>();
        Hash before = Hash.ZERO;
        for (int number = 1; number <= count; number++) {
            Stamp stamp = new Stamp(1_790_000_000_000L + number, 0, STREAM.origin());
            Entry entry = Entry.chained(new EntryId(STREAM, number), stamp, goods.draft(number), before);
            before = entry.hash();
            next.add(entry);
            if (next.size() == batch || number == count) {
                batches.add(new Batch(next));
                next.clear();
            }
        }
    }

    /** Sends all by a lane's own client, one batch after the other. @return how long a batch took */
    Figure send(String url, String key, String token, Via via) throws Exception {
        NodeConfig.Supabase to = new NodeConfig.Supabase(url, Secret.of(key), Secret.of(token), via);
        NodeConfig.Store store = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "T1");
        Histogram nanos = Figure.histogram();
        try (SupabaseCloud cloud = new SupabaseCloud(to, store, InstantSource.system())) {
            long since = System.nanoTime();
            for (Batch one : batches) {
                long start = System.nanoTime();
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                cloud.store(one, answer::complete);
                if (!(answer.get(1, TimeUnit.MINUTES) instanceof Answer.Named named)
                        || named.stored().size() != one.size()) {
                    throw new IllegalStateException("no receipt: " + answer.join());
                }
                nanos.recordValue(System.nanoTime() - start);
            }
            return CloudBench.figure(nanos, since);
        }
    }

    /** Inserts all by plain statements of as many rows. */
    void insert(Database into) throws SQLException {
        try (Connection connection = into.connect()) {
            for (Batch one : batches) {
                String sql =
                        "INSERT INTO public.plain (tenant, message_id, store, lane, incarnation, seq, topic, subject,"
                                + " screen, version, occurred_at, prev_hash, hash, data) VALUES "
                                + String.join(", ", Collections.nCopies(one.size(), ROW));
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int row = 0; row < one.size(); row++) {
                        bind(statement, row * COLUMNS, one.entries().get(row));
                    }
                    statement.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, int before, Entry entry) throws SQLException {
        statement.setString(before + 1, "plain");
        statement.setString(before + 2, entry.id().toString());
        statement.setString(before + 3, "S1");
        statement.setString(before + 4, "L1");
        statement.setString(before + 5, "5f3a90c1");
        statement.setLong(before + 6, entry.id().seq());
        statement.setString(before + 7, entry.draft().topic());
        statement.setString(before + 8, entry.draft().subject());
        statement.setString(before + 9, entry.draft().screen());
        statement.setLong(before + 10, entry.draft().version());
        statement.setString(
                before + 11, Instant.ofEpochMilli(entry.stamp().wallMillis()).toString());
        statement.setString(before + 12, entry.prevHash().toString());
        statement.setString(before + 13, entry.hash().toString());
        statement.setString(before + 14, entry.draft().payload());
    }
}
