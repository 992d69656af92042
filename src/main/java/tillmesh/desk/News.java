package tillmesh.desk;

import tillmesh.shop.TableState;

/** What an entry changed in the tables that screens read. */
sealed interface News {
    /** An order has another head, or its head another version number. */
    record Order(Heads.Change change) implements News {}

    /** The floor plan shows another state of a table. */
    record Table(TableState state) implements News {}
}
