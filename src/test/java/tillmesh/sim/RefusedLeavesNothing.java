package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;

/** J5: an operation that was refused, or whose note failed, has left no entry and no memory of itself. */
final class RefusedLeavesNothing implements Checker {
    private final Set<Name> refused = new HashSet<>();
    private final Set<Name> done = new HashSet<>();
    /** How often each was asked and not answered yet. */
    private final Map<Name, Integer> open = new HashMap<>();

    private record Name(String device, String opId) {}

    @Override
    public void asked(Asked asked) {
        // It is being tried again: the refusal before says nothing any more.
        Name name = new Name(asked.device(), String.valueOf(asked.opId()));
        refused.remove(name);
        open.merge(name, 1, Integer::sum);
    }

    @Override
    public void died(SimNode node) {
        open.clear();
    }

    @Override
    public void told(Telling telling) {
        if (telling.notice() instanceof AckOk ack) {
            Name name = new Name(telling.device(), ack.opId());
            answered(name);
            refused.remove(name);
            done.add(name);
        } else if (telling.notice() instanceof AckRefused no) {
            Name name = new Name(telling.device(), no.opId());
            answered(name);
            // Sent twice: the second may be done after the first was refused, and the power may go before it is told.
            if (!done.contains(name) && !open.containsKey(name)) {
                refused.add(name);
            }
        }
    }

    private void answered(Name name) {
        open.computeIfPresent(name, (same, times) -> times > 1 ? times - 1 : null);
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        for (DiskView.Row row : disk.entries()) {
            var draft = row.entry().draft();
            if (draft.screen() != null && draft.opId() != null) {
                left(
                        new Name(draft.screen(), draft.opId()),
                        "the entry " + row.entry().id());
            }
        }
        disk.ops().forEach(op -> left(new Name(op.device(), op.opId()), "a memory"));
    }

    private void left(Name name, String what) {
        Violation.unless(!refused.contains(name), "J5: %s was refused and left %s", name, what);
    }
}
