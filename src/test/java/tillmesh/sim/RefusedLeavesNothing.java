package tillmesh.sim;

import java.util.HashSet;
import java.util.Set;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;

/** J5: an operation that was refused, or whose note failed, has left no entry and no memory of itself. */
final class RefusedLeavesNothing implements Checker {
    private final Set<Name> refused = new HashSet<>();
    private final Set<Name> done = new HashSet<>();

    private record Name(String device, String opId) {}

    @Override
    public void asked(Asked asked) {
        // It is being tried again: the refusal before says nothing any more.
        refused.remove(new Name(asked.device(), String.valueOf(asked.opId())));
    }

    @Override
    public void told(Telling telling) {
        if (telling.notice() instanceof AckOk ack) {
            Name name = new Name(telling.device(), ack.opId());
            refused.remove(name);
            done.add(name);
        } else if (telling.notice() instanceof AckRefused no) {
            Name name = new Name(telling.device(), no.opId());
            if (!done.contains(name)) {
                refused.add(name);
            }
        }
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
