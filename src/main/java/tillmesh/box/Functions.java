package tillmesh.box;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.box.BoxLedger.Known;
import tillmesh.box.BoxLedger.Owner;

/** What the functions of {@code sql/supabase} do, over the box's file. One thread. */
final class Functions {
    private static final int BLOCK = 1_000;
    private static final int MESSAGES_MAX = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF_LIFE =
            " FROM ledger WHERE tenant = ? AND store = ? AND lane = ? AND incarnation = ?";

    private final BoxLedger ledger;

    Functions(BoxLedger ledger) {
        this.ledger = ledger;
    }

    /** What a function answers. */
    record Reply(int status, Object body) {
        static Reply error(int status, String code, String message) {
            return new Reply(status, JSON.createObjectNode().put("code", code).put("message", message));
        }
    }

    /** Calls one. @param refusing whether whatever is new is refused */
    Reply call(String function, Call call, boolean refusing) throws SQLException {
        Owner owner = new Owner(
                call.arguments().path("tenant").asText(""),
                call.arguments().path("store").asText(""));
        if (owner.store().isEmpty()) {
            return Reply.error(403, "PT403", "the call names no store");
        }
        return switch (function) {
            case "ingest_messages" -> ingest(owner, call.messages(), refusing);
            case "pull_events" -> new Reply(200, pull(owner, call.arguments()));
            case "prove_streams" -> new Reply(200, streams(owner));
            case "prove_blocks" -> new Reply(200, blocks(owner, call.arguments()));
            case "prove_entries" -> new Reply(200, entries(owner, call.arguments()));
            default -> Reply.error(404, "PGRST202", "there is no function " + function);
        };
    }

    private Reply ingest(Owner owner, @Nullable List<Call.Sent> messages, boolean refusing) throws SQLException {
        if (messages == null) {
            return Reply.error(404, "PGRST202", "ingest_messages wants messages");
        }
        if (messages.size() > MESSAGES_MAX) {
            return Reply.error(413, "PT413", "more than 1000 messages at once");
        }
        ArrayNode results = JSON.createArrayNode();
        int applied = 0;
        try {
            for (Call.Sent sent : messages) {
                ObjectNode result = store(owner, sent, refusing);
                applied += result.path("status").asText().equals("applied") ? 1 : 0;
                results.add(result);
            }
            ledger.commit();
        } catch (SQLException e) {
            ledger.rollback();
            throw e;
        }
        ObjectNode reply = JSON.createObjectNode();
        reply.put("cursor", cursor(owner)).put("applied", applied).set("results", results);
        return new Reply(200, reply);
    }

    private ObjectNode store(Owner owner, Call.Sent sent, boolean refusing) throws SQLException {
        ObjectNode result = JSON.createObjectNode();
        result.set("message_id", sent.head().path("message_id"));
        if (!Message.whole(sent.head(), sent.data())) {
            return result.put("status", "rejected").put("code", "23502");
        }
        Message message = Message.of(sent.head(), sent.data());
        Known known = ledger.known(owner, message.id());
        if (known != null) {
            boolean same = known.hash().equals(message.hash());
            return result.put("status", same ? "duplicate" : "conflict").put("ingest_no", known.ingestNo());
        }
        if (refusing || ledger.taken(owner, message)) {
            return result.put("status", "rejected").put("code", refusing ? "23514" : "23505");
        }
        return result.put("status", "applied").put("ingest_no", ledger.add(owner, message));
    }

    private long cursor(Owner owner) throws SQLException {
        return ledger.ask(
                        "SELECT COALESCE(MAX(ingest_no), 0) FROM ledger WHERE tenant = ?",
                        row -> row.getLong(1),
                        owner.tenant())
                .get(0);
    }

    private List<ObjectNode> pull(Owner owner, ObjectNode asked) throws SQLException {
        return ledger.ask(
                "SELECT ingest_no, message_id, lane, topic, subject, occurred_at, data FROM ledger WHERE tenant = ? AND"
                        + " store = ? AND ingest_no > ? ORDER BY ingest_no LIMIT ?",
                row -> JSON.createObjectNode()
                        .put("ingest_no", row.getLong(1))
                        .put("message_id", row.getString(2))
                        .put("lane", row.getString(3))
                        .put("topic", row.getString(4))
                        .put("subject", row.getString(5))
                        .put("occurred_at", row.getString(6))
                        .putRawValue("data", new com.fasterxml.jackson.databind.util.RawValue(row.getString(7))),
                owner.tenant(),
                owner.store(),
                asked.path("after").asLong(0),
                Math.min(BLOCK, Math.max(1, asked.path("max_rows").asInt(500))));
    }

    private List<ObjectNode> streams(Owner owner) throws SQLException {
        return ledger.ask(
                // SQLite gives the hash of the row that has the highest number.
                "SELECT lane, incarnation, COUNT(*), MAX(seq), hash FROM ledger WHERE tenant = ? AND store = ? GROUP BY"
                        + " lane, incarnation ORDER BY lane, incarnation",
                row -> JSON.createObjectNode()
                        .put("lane", row.getString(1))
                        .put("incarnation", row.getString(2))
                        .put("entries", row.getLong(3))
                        .put("last_seq", row.getLong(4))
                        .put("last_hash", row.getString(5)),
                owner.tenant(),
                owner.store());
    }

    private List<ObjectNode> entries(Owner owner, ObjectNode asked) throws SQLException {
        return ledger.ask(
                "SELECT seq, message_id, hash" + OF_LIFE + " AND seq BETWEEN ? AND ? ORDER BY seq LIMIT " + BLOCK,
                row -> JSON.createObjectNode()
                        .put("seq", row.getLong(1))
                        .put("message_id", row.getString(2))
                        .put("hash", row.getString(3)),
                owner.tenant(),
                owner.store(),
                asked.path("lane").asText(),
                asked.path("incarnation").asText(),
                asked.path("from_seq").asLong(),
                asked.path("upto_seq").asLong());
    }

    private ArrayNode blocks(Owner owner, ObjectNode asked) throws SQLException {
        ArrayNode blocks = JSON.createArrayNode();
        String lane = asked.path("lane").asText();
        String life = asked.path("incarnation").asText();
        List<Long> numbers = ledger.ask(
                "SELECT DISTINCT (seq - 1) / " + BLOCK + OF_LIFE + " AND seq > ? ORDER BY 1 LIMIT ?",
                row -> row.getLong(1),
                owner.tenant(),
                owner.store(),
                lane,
                life,
                (asked.path("after_block").asLong(-1) + 1) * BLOCK,
                Math.min(BLOCK, Math.max(1, asked.path("max_blocks").asInt(BLOCK))));
        for (long number : numbers) {
            blocks.add(block(owner, lane, life, number));
        }
        return blocks;
    }

    private ObjectNode block(Owner owner, String lane, String life, long number) throws SQLException {
        MessageDigest digest = sha256();
        List<Long> numbers = ledger.ask(
                "SELECT seq, hash" + OF_LIFE + " AND seq BETWEEN ? AND ? ORDER BY seq",
                row -> {
                    digest.update(row.getString(2).getBytes(StandardCharsets.UTF_8));
                    return row.getLong(1);
                },
                owner.tenant(),
                owner.store(),
                lane,
                life,
                number * BLOCK + 1,
                number * BLOCK + BLOCK);
        return JSON.createObjectNode()
                .put("block", number)
                .put("entries", numbers.size())
                .put("first_seq", numbers.get(0))
                .put("last_seq", numbers.get(numbers.size() - 1))
                .put("digest", HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
