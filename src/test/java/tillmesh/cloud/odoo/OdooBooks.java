package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The records of a stand-in Odoo, in transactions as PostgreSQL keeps them apart: each sees what was committed when it began,
 * the second of two that change one record fails, and so does one that would make a key double. Nothing else is guarded:
 * what two calls do at the same time happens twice here as it does there.
 */
public final class OdooBooks {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final Map<String, List<String>> unique = new HashMap<>();
    private final Map<String, Map<Integer, Row>> tables = new LinkedHashMap<>();

    /** What one transaction wrote; another text of it is another row. */
    private static final class Row {
        final ObjectNode fields;

        Row(ObjectNode fields) {
            this.fields = fields;
        }
    }

    /** Two transactions changed one record, or made one key: the later one is taken back. */
    static final class Clash extends Exception {
        private static final long serialVersionUID = 1L;
        final String model;
        final boolean key;

        Clash(String model, boolean key) {
            super(model, null, false, false);
            this.model = model;
            this.key = key;
        }
    }

    /** The field may stand in one record only. */
    public void unique(String model, String field) {
        unique.computeIfAbsent(model, fresh -> new ArrayList<>()).add(field);
    }

    /** All committed records of a model, by id. */
    public List<ObjectNode> all(String model) {
        return begin().all(model).toList();
    }

    /** Puts a record there as an administrator would. @return its id */
    public int put(String model, String json) {
        Work work = begin();
        try {
            int id = work.create(model, (ObjectNode) JSON.readTree(json));
            work.commit();
            return id;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Work begin() {
        lock.lock();
        try {
            Map<String, Map<Integer, Row>> seen = new HashMap<>();
            tables.forEach((model, rows) -> seen.put(model, new TreeMap<>(rows)));
            return new Work(seen);
        } finally {
            lock.unlock();
        }
    }

    /** One transaction. Records are never changed in place. */
    final class Work {
        private final Map<String, Map<Integer, Row>> seen;
        private final Map<String, Map<Integer, Row>> before = new HashMap<>();

        Work(Map<String, Map<Integer, Row>> seen) {
            this.seen = seen;
            seen.forEach((model, rows) -> before.put(model, new TreeMap<>(rows)));
        }

        Stream<ObjectNode> all(String model) {
            return table(model).values().stream().map(row -> row.fields);
        }

        List<ObjectNode> where(String model, Predicate<ObjectNode> like) {
            return all(model).filter(like).toList();
        }

        ObjectNode get(String model, int id) {
            Row row = table(model).get(id);
            return row == null ? null : row.fields;
        }

        private Map<Integer, Row> table(String model) {
            return seen.computeIfAbsent(model, fresh -> new TreeMap<>());
        }

        int create(String model, ObjectNode fields) {
            int id = fields.path("id").asInt(0) > 0 ? fields.path("id").asInt() : ids.incrementAndGet();
            table(model).put(id, new Row(fields.deepCopy().put("id", id)));
            return id;
        }

        void write(String model, int id, ObjectNode fields) {
            ObjectNode row = get(model, id).deepCopy();
            row.setAll(fields);
            table(model).put(id, new Row(row.put("id", id)));
        }

        void remove(String model, int id) {
            table(model).remove(id);
        }

        void commit() throws Clash {
            lock.lock();
            try {
                for (String model : seen.keySet()) {
                    check(model);
                }
                seen.forEach((model, rows) -> {
                    Map<Integer, Row> old = before.getOrDefault(model, new TreeMap<>());
                    Map<Integer, Row> now = tables.computeIfAbsent(model, fresh -> new TreeMap<>());
                    old.keySet().stream().filter(id -> !rows.containsKey(id)).forEach(now::remove);
                    rows.forEach((id, row) -> {
                        if (old.get(id) != row) {
                            now.put(id, row);
                        }
                    });
                });
            } finally {
                lock.unlock();
            }
        }

        private void check(String model) throws Clash {
            Map<Integer, Row> old = before.getOrDefault(model, new TreeMap<>());
            Map<Integer, Row> now = tables.getOrDefault(model, new TreeMap<>());
            for (Map.Entry<Integer, Row> row : table(model).entrySet()) {
                boolean changed = old.get(row.getKey()) != row.getValue();
                if (changed && now.get(row.getKey()) != old.get(row.getKey())) {
                    throw new Clash(model, false);
                }
                if (changed) {
                    keys(model, row, now);
                }
            }
        }

        private void keys(String model, Map.Entry<Integer, Row> row, Map<Integer, Row> now) throws Clash {
            for (String field : unique.getOrDefault(model, List.of())) {
                JsonNode key = row.getValue().fields.path(field);
                boolean taken = key.isTextual()
                        && Stream.concat(now.values().stream(), table(model).values().stream())
                                .anyMatch(other -> other.fields.path("id").asInt() != row.getKey()
                                        && other.fields.path(field).equals(key));
                if (taken) {
                    throw new Clash(model, true);
                }
            }
        }
    }
}
