package tillmesh.journal;

/** One row of table {@code lease}: who held what when it was last granted. Its end is not written. */
public record LeaseRow(
        String kind, String key, String screen, int uid, String role, String name, String token, long grantedAt) {
    long seal() {
        return Seal.of("lease", kind, key, screen, uid, role, name, token, grantedAt);
    }

    /** A row as stored. */
    record Row(
            String kind,
            String key,
            String screen,
            int uid,
            String role,
            String name,
            String token,
            long grantedAt,
            long seal) {
        LeaseRow lease() {
            LeaseRow lease = new LeaseRow(kind, key, screen, uid, role, name, token, grantedAt);
            if (lease.seal() != seal) {
                throw SqlTrouble.damaged("a lease row is damaged", null);
            }
            return lease;
        }
    }
}
