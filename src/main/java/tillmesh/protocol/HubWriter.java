package tillmesh.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import tillmesh.fault.Check;

/** The notices of the hub dialect: a table from the notice to its name on the wire and its members. Stateless, any thread. */
final class HubWriter {
    private final Map<Class<?>, Row<Notice>> rows;

    HubWriter() {
        Table table = new Table();
        OrderNotices.lay(table);
        FloorNotices.lay(table);
        LaneNotices.lay(table);
        OperationNotices.lay(table);
        rows = Map.copyOf(table.rows);
    }

    private record Row<N>(String type, BiConsumer<JsonLine, N> members) {}

    /** The table being laid. */
    static final class Table {
        private final Map<Class<?>, Row<Notice>> rows = new HashMap<>();

        /** Adds a notice. @param type its name on the wire @param members writes everything after {@code type} */
        <N extends Notice> Table on(Class<N> notice, String type, BiConsumer<JsonLine, N> members) {
            Row<Notice> row = new Row<>(type, (line, any) -> members.accept(line, notice.cast(any)));
            Check.that(rows.put(notice, row) == null, "two rows for %s", notice);
            return this;
        }
    }

    /** The notices that can be written. */
    Set<Class<?>> known() {
        return rows.keySet();
    }

    /** The frame of a notice. */
    String write(Notice notice) {
        Row<Notice> row = rows.get(notice.getClass());
        Check.that(row != null, "no row for %s", notice.getClass());
        JsonLine line = new JsonLine().text("type", Objects.requireNonNull(row).type);
        row.members.accept(line, notice);
        return line.end();
    }
}
