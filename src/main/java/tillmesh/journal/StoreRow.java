package tillmesh.journal;

/**
 * The one row of table {@code store}.
 *
 * @param rebuild whether the projections of a repaired file are still to be made anew
 */
record StoreRow(String storeId, String lane, long createdAt, boolean rebuild) {
    long seal() {
        return Seal.of("store", storeId, lane, createdAt, rebuild);
    }

    /** A row as stored. */
    record Row(String storeId, String lane, long createdAt, boolean rebuild, long seal) {
        StoreRow row() {
            StoreRow row = new StoreRow(storeId, lane, createdAt, rebuild);
            Seal.check(seal, row.seal(), "the row that says whose file this is");
            return row;
        }
    }
}
