package tillmesh.desk;

import tillmesh.entry.EntryId;
import tillmesh.shop.TableState;

/** What an entry changed in the tables that screens read. */
sealed interface News {
    /** An order has another head, or its head another version number. */
    record Order(Heads.Change change) implements News {}

    /** A cloud has an entry after all that it had refused, or a person discarded it. */
    record Cleared(EntryId entry) implements News {}

    /** The floor plan shows another state of a table. */
    record Table(TableState state) implements News {}
}
