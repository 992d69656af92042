package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Line;
import tillmesh.entry.Draft;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Request;

/**
 * Nobody is granted what a connected screen still holds and was not told that it lost; tokens of one order only grow, and
 * each belongs to one screen. A screen is told by a revocation, or by the answer to its own giving back.
 */
final class OneHolder implements Checker {
    private static final long ORDER_MILLIS = 60_000;
    private static final long TABLE_MILLIS = 45_000;

    private final Sightings seen;
    private final Map<String, Holding> holdings = new HashMap<>();

    private final Set<Leaving> leaving = new HashSet<>();

    /** What was given back, by the name of the request: sent twice, it may be done after a grant in between. Empty once done. */
    private final Map<Op, String> releases = new HashMap<>();

    private record Op(String device, String opId) {}

    private record Leaving(String device, String key) {}

    private record Holding(String device, Line line, long untilMillis) {}

    OneHolder(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void asked(Asked asked) {
        Request request = asked.request();
        if (request instanceof Request.AskLease ask) {
            leaving.remove(new Leaving(asked.device(), ask.order().text()));
        } else if (request instanceof Request.LockTable lock) {
            leaving.remove(new Leaving(asked.device(), table(lock.tableId())));
        } else if (request instanceof Request.ForceTableLock lock) {
            leaving.remove(new Leaving(asked.device(), table(lock.tableId())));
        } else if (request instanceof Request.ReleaseLease release) {
            leave(asked, release.order().text());
        } else if (request instanceof Request.UnlockTable unlock) {
            leave(asked, table(unlock.tableId()));
        }
    }

    // A release need not be answered; from here on the screen itself does not count on what it has or had asked for.
    private void leave(Asked asked, String key) {
        leaving.add(new Leaving(asked.device(), key));
        if (asked.opId() != null) {
            releases.putIfAbsent(new Op(asked.device(), asked.opId()), key);
        }
        lose(asked.device(), key);
    }

    @Override
    public void told(Telling telling) {
        Notice notice = telling.notice();
        if (notice instanceof Notice.LeaseGranted granted) {
            granted(telling, granted.posReference(), ORDER_MILLIS);
        } else if (notice instanceof Notice.TableLockGranted granted) {
            granted(telling, table(granted.tableId()), TABLE_MILLIS);
        } else if (notice instanceof Notice.LeaseRevoked revoked) {
            lose(telling.device(), revoked.posReference());
            see(revoked.reason(), Sighting.LEASE_EXPIRED, Sighting.LEASE_FORCED);
        } else if (notice instanceof Notice.TableLockRevoked revoked) {
            lose(telling.device(), table(revoked.tableId()));
            see(revoked.reason(), Sighting.TABLE_EXPIRED, Sighting.TABLE_FORCED);
        } else if (notice instanceof Notice.TableLockReleased released) {
            lose(telling.device(), table(released.tableId()));
        } else if (notice instanceof Notice.AckOk ack) {
            @Nullable String released = releases.replace(new Op(telling.device(), ack.opId()), "");
            if (released != null) {
                lose(telling.device(), released);
            }
        } else if (notice instanceof Notice.LeaseDenied denied) {
            seen.saw(denied.reason().startsWith("Only") ? Sighting.FORCE_DENIED : Sighting.LEASE_DENIED);
        }
    }

    private void see(String reason, Sighting expired, Sighting forced) {
        if (reason.endsWith("expired")) {
            seen.saw(expired);
        } else if (reason.startsWith("Taken over")) {
            seen.saw(forced);
        }
    }

    private void granted(Telling telling, String key, long millis) {
        @Nullable Holding other = holdings.get(key);
        Violation.unless(
                other == null || other.device.equals(telling.device()) || other.untilMillis <= telling.at(),
                "%s was granted to %s while %s holds it",
                key,
                telling.device(),
                other);
        if (leaving.contains(new Leaving(telling.device(), key))) {
            holdings.remove(key);
        } else {
            holdings.put(key, new Holding(telling.device(), telling.line(), telling.at() + millis));
        }
    }

    private void lose(String device, String key) {
        holdings.computeIfPresent(key, (same, holding) -> holding.device.equals(device) ? null : holding);
    }

    @Override
    public void closed(Line line) {
        holdings.values().removeIf(holding -> holding.line.equals(line));
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<String, String> newest = new HashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (DiskView.Row row : disk.entries()) {
            Draft draft = row.entry().draft();
            if (draft.token() != null) {
                String ref = String.valueOf(draft.subject());
                token(newest, owners, ref, draft.token(), String.valueOf(draft.screen()));
            }
        }
        for (DiskView.Lease lease : disk.leases()) {
            String key = lease.kind().equals("ORDER") ? lease.key() : table(Integer.parseInt(lease.key()));
            token(newest, owners, key, lease.token(), lease.screen());
        }
    }

    private static void token(
            Map<String, String> newest, Map<String, String> owners, String key, String token, String screen) {
        @Nullable String before = newest.put(key, token);
        Violation.unless(before == null || before.compareTo(token) <= 0, "%s: a token went back", key);
        @Nullable String owner = owners.put(token, key + " of " + screen);
        Violation.unless(
                owner == null || owner.equals(key + " of " + screen), "one token for %s and %s", owner, screen);
    }

    private static String table(int tableId) {
        return "table " + tableId;
    }
}
