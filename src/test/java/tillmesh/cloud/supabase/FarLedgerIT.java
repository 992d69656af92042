package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ledger of a project: what it takes, what it sets aside, what it proves, and who may come near it. */
class FarLedgerIT {
    private static final List<String> TABLES = List.of(
            "transactions",
            "transaction_items",
            "payments",
            "inventory_changes",
            "inventory",
            "customers",
            "employees",
            "orders");

    private final FarStore store = new FarStore();

    private ObjectNode event(String lane) {
        return store.message(lane, "event", null, 0, "{\"n\": 1}");
    }

    @Test
    void a_message_that_cannot_be_a_row_is_rejected_and_kept_and_the_others_are_stored() {
        ObjectNode good = event("L1");
        ObjectNode bad = event("L1").put("seq", "many");
        ObjectNode nameless = event("L1");
        nameless.remove("message_id");

        List<String> became = store.send(good, bad, nameless, event("L1"));

        assertEquals(List.of("applied", "rejected 22P02", "rejected 23502", "applied"), became);
        assertEquals(List.of("L1-0000000a-1 L1", "L1-0000000a-4 L1"), store.rows("message_id, lane", "ledger"));
        assertEquals(
                List.of(" rejected 1 L1", "L1-0000000a-2 rejected 1 L1"),
                store.rows("message_id, kind, tries, message ->> 'terminal_id'", "dead_letters"));

        assertEquals(List.of("rejected 22P02"), store.send(bad));
        assertEquals(List.of("applied"), store.send(bad.put("seq", 2)));
        assertEquals(List.of(" rejected"), store.rows("message_id, kind", "dead_letters"));
    }

    @Test
    void another_entry_under_a_known_name_is_a_conflict_which_is_kept_and_counted_as_a_fork() {
        ObjectNode entry = event("L1");
        store.send(entry);

        assertEquals(
                List.of("conflict", "applied"), store.send(entry.deepCopy().put("hash", "f".repeat(64)), event("L1")));

        assertEquals(List.of("L1-0000000a-1 conflict"), store.rows("message_id, kind", "dead_letters"));
        assertEquals(List.of("L1 1 0 0"), store.rows("lane, forks, missing, broken", "prove"));
    }

    @Test
    void a_ledger_that_was_changed_refuses_everything_and_sets_nothing_aside() {
        ObjectNode entry = event("L1");
        store.run("ALTER TABLE tillmesh.ledger RENAME COLUMN topic TO subject_matter");
        try {
            assertEquals(List.of("HTTP 404 PT404"), store.send(entry));
        } finally {
            store.run("ALTER TABLE tillmesh.ledger RENAME COLUMN subject_matter TO topic");
        }

        assertEquals(List.of(), store.rows("message_id, kind", "dead_letters"));
        assertEquals(List.of("applied"), store.send(entry));
    }

    @Test
    void what_was_lost_there_is_named_also_at_the_end_and_a_broken_chain_is_seen() {
        ObjectNode[] entries = new ObjectNode[9];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = event("L1");
        }
        entries[3].put("prev_hash", "0".repeat(64));
        store.send(entries);
        assertEquals(List.of("L1 9 0 {} 1 0"), store.rows("lane, entries, missing, gaps, broken, forks", "prove"));

        store.run("DELETE FROM tillmesh.ledger WHERE tenant = $T AND seq IN (1, 5, 6, 9)");

        assertEquals(List.of("L1 5 4 {1-1,5-6,9-9} 0"), store.rows("lane, entries, missing, gaps, forks", "prove"));
        assertEquals(List.of("2026-11-21 5 0"), store.rows("day, entries, sales", "prove_days"));
        store.send(entries);
        assertEquals(List.of("L1 9 0 {}"), store.rows("lane, entries, missing, gaps", "prove"));
    }

    @Test
    void a_lane_is_told_its_streams_block_by_block() throws Exception {
        List<ObjectNode> entries = new ArrayList<>();
        for (int i = 0; i < 2003; i++) {
            entries.add(event("L1"));
        }
        for (int i = 0; i < entries.size(); i += 500) {
            store.send(entries.subList(i, Math.min(i + 500, entries.size())).toArray(new ObjectNode[0]));
        }
        store.run("DELETE FROM tillmesh.ledger WHERE tenant = $T AND seq = 1001");

        JsonNode streams = ask(store.token, "prove_streams", "{}");
        assertEquals(2002, streams.path(0).path("entries").asLong());
        assertEquals(2003, streams.path(0).path("last_seq").asLong());
        assertEquals(
                FarStore.hash("L1", 2003), streams.path(0).path("last_hash").asText());

        String of = "{\"lane\":\"L1\",\"incarnation\":\"0000000a\"";
        JsonNode blocks = ask(store.token, "prove_blocks", of + "}");
        assertEquals(3, blocks.size());
        assertEquals(
                digest(entries.subList(0, 1000)), blocks.path(0).path("digest").asText());
        assertEquals("1 999 1002 2000", words(blocks.path(1), "block", "entries", "first_seq", "last_seq"));
        assertEquals(
                digest(entries.subList(1001, 2000)),
                blocks.path(1).path("digest").asText());
        JsonNode rest = ask(store.token, "prove_blocks", of + ",\"after_block\":0,\"max_blocks\":1}");
        assertEquals("1 999", words(rest.path(0), "block", "entries"));
        assertEquals(1, rest.size());
        JsonNode some = ask(store.token, "prove_entries", of + ",\"from_seq\":1000,\"upto_seq\":1002}");
        assertEquals(List.of("1000", "1002"), List.of(words(some.path(0), "seq"), words(some.path(1), "seq")));

        String neighbour = store.project.tokens().lane(store.tenant, "S2");
        assertEquals(0, ask(neighbour, "prove_streams", "{}").size());
        assertEquals(0, ask(neighbour, "prove_blocks", of + "}").size());
    }

    private JsonNode ask(String token, String function, String body) {
        return FarStore.json(store.project.call(token, function, body).body());
    }

    private static String words(JsonNode row, String... columns) {
        return java.util.Arrays.stream(columns)
                .map(column -> row.path(column).asText())
                .collect(Collectors.joining(" "));
    }

    private static String digest(List<ObjectNode> entries) throws Exception {
        String hashes =
                entries.stream().map(entry -> entry.get("hash").asText()).collect(Collectors.joining());
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(hashes.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_lane_may_call_its_functions_and_nothing_else() {
        String callable = """
                SELECT p.proname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname IN ('public', 'tillmesh') AND has_schema_privilege('$ROLE', n.oid, 'USAGE')
                   AND has_function_privilege('$ROLE', p.oid, 'EXECUTE') ORDER BY 1""";
        List<String> doors = List.of(
                "ingest_messages ingest_messages",
                "prove_blocks prove_blocks",
                "prove_entries prove_entries",
                "prove_streams prove_streams",
                "pull_events pull_events");
        String touchable = """
                SELECT c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname IN ('public', 'tillmesh') AND c.relkind IN ('r', 'v', 'S')
                   AND (has_table_privilege('$ROLE', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')) ORDER BY 1""";

        assertEquals(doors, store.project.database().rows(callable.replace("$ROLE", "tillmesh_lane")));
        assertEquals(List.of(), store.project.database().rows(touchable.replace("$ROLE", "tillmesh_lane")));
        assertEquals(List.of(), store.project.database().rows(callable.replace("$ROLE", "anon")));
        assertEquals(List.of("claim claim"), store.project.database().rows(callable.replace("$ROLE", "authenticated")));
    }

    @Test
    void who_has_signed_in_reads_the_rows_of_the_own_store_in_every_table_and_writes_nothing() {
        sell();
        String own = person("\"app_metadata\":{\"tenant\":\"" + store.tenant + "\",\"store\":\"S1\"}");
        String owner = person("\"tenant\":\"" + store.tenant + "\",\"store\":\"*\"");
        String next = person("\"app_metadata\":{\"tenant\":\"" + store.tenant + "\",\"store\":\"S2\"}");
        String liar = person("\"user_metadata\":{\"tenant\":\"" + store.tenant + "\",\"store\":\"S1\"}");

        for (String table : TABLES) {
            assertEquals(1, seen(own, table), table);
            assertEquals(1, seen(owner, table), table);
            assertEquals(0, seen(next, table), table);
            assertEquals(0, seen(liar, table), table);
            assertEquals(403, store.project.read(store.token, table).statusCode(), table);
        }
        assertEquals(5, seen(own, "sync_log"));
        assertEquals(0, seen(next, "sync_log"));
        assertEquals(403, store.project.read(own, "ledger").statusCode());
        assertEquals(
                403,
                store.project.call(own, "ingest_messages", "{\"messages\":[]}").statusCode());
        TABLES.forEach(table -> assertEquals(
                List.of("f"),
                store.project
                        .database()
                        .rows("SELECT has_table_privilege('authenticated', 'tillmesh." + table
                                + "', 'INSERT, UPDATE, DELETE, TRUNCATE')"),
                table));
    }

    private void sell() {
        assertEquals(
                List.of("applied", "applied", "applied", "applied", "applied"),
                store.send(
                        store.message(
                                "L1",
                                "order.paid",
                                "A",
                                1,
                                "{\"lines\":[{\"productId\":\"7\",\"quantity\":1}],\"paymentLines\":[{\"amount\":1}]}"),
                        store.message("L1", "inventory", null, 0, "{\"productId\":\"7\",\"changeAmount\":-1}"),
                        store.message("L1", "customer", null, 0, "{\"customerId\":\"c1\"}"),
                        store.message("L1", "employee", null, 0, "{\"id\":\"e1\"}"),
                        event("L1")));
    }

    private String person(String claims) {
        return store.project.tokens().of("{\"role\":\"authenticated\"," + claims + "}");
    }

    private int seen(String token, String table) {
        JsonNode rows = FarStore.json(store.project.read(token, table).body());
        assertTrue(rows.isArray(), rows.toString());
        return rows.size();
    }

    @Test
    void running_the_files_again_changes_nothing_that_is_stored() {
        sell();
        List<String> before = contents();
        store.run("ALTER TABLE tillmesh.ledger DROP CONSTRAINT ledger_pkey, ADD PRIMARY KEY (tenant, message_id)");

        store.project.database().install();

        assertEquals(before, contents());
        assertEquals(
                List.of("PRIMARY KEY (message_id, tenant)"),
                store.project
                        .database()
                        .rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ledger_pkey'"));
        assertEquals(List.of("applied"), store.send(event("L1")));
    }

    private List<String> contents() {
        List<String> tables = new ArrayList<>(TABLES);
        tables.addAll(List.of("ledger", "heads", "dead_letters"));
        return tables.stream()
                .flatMap(table -> store
                        .project
                        .database()
                        .rows("SELECT count(*), md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM tillmesh." + table
                                + " t")
                        .stream())
                .toList();
    }
}
