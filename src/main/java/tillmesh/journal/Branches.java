package tillmesh.journal;

import java.util.List;
import tillmesh.entry.EntryId;

/** Versions of orders beside their heads. Loop thread only; every write belongs to the note that runs. */
public final class Branches {
    private final BranchMapper mapper;
    private final Writes writes;

    Branches(BranchMapper mapper, Writes writes) {
        this.mapper = mapper;
        this.writes = writes;
    }

    /** The branches of an order, in the order of their arrival here. */
    public List<Branch> of(String ref) {
        return SqlTrouble.asked(
                "reading branches of an order",
                () -> mapper.of(ref).stream().map(Branch.Row::branch).toList());
    }

    /** The branches of all orders, longest here first. @param limit at most so many */
    public List<Branch> oldest(int limit) {
        return SqlTrouble.asked(
                "reading branches of orders",
                () -> mapper.oldest(limit).stream().map(Branch.Row::branch).toList());
    }

    /** A version becomes a branch. */
    public void put(Branch branch) {
        writes.run("writing a branch of an order", () -> mapper.put(branch, branch.seal()));
    }

    /** A branch was continued, settled, or became the head. */
    public void drop(Branch branch) {
        writes.run("dropping a branch of an order", () -> mapper.drop(branch));
    }

    /** A version cannot count before its base is here. @param entry its local number */
    public void await(long entry, EntryId base) {
        writes.run(
                "writing what waits for its base",
                () -> mapper.await(BranchMapper.WaitingRow.of(entry, base.toString())));
    }

    /** A version counts though its base is lost and may never come back. @param entry its local number */
    public void goOnWithout(long entry, EntryId base) {
        writes.run(
                "writing what goes on without its base",
                () -> mapper.await(BranchMapper.WaitingRow.of(-entry, base.toString())));
    }

    /** Whether versions that were made from an entry counted before it was here: then it is no newest version itself. */
    public boolean goneOnWithout(EntryId base) {
        return SqlTrouble.asked("reading what goes on without its base", () -> mapper.goneOnWithout(base.toString()));
    }

    /** Local numbers of the versions that wait for a base, oldest first. */
    public List<Long> waitingFor(EntryId base) {
        return SqlTrouble.asked(
                "reading what waits for its base",
                () -> mapper.waitingFor(base.toString()).stream()
                        .map(BranchMapper.WaitingRow::checked)
                        .toList());
    }

    /** Whether a version that is here waits for its base. @param entry its local number */
    public boolean waits(long entry) {
        return SqlTrouble.asked("reading what waits for its base", () -> mapper.waits(entry)) > 0;
    }

    /** A version waits no more. @param entry its local number */
    public void arrived(long entry) {
        writes.run("dropping what waited for its base", () -> mapper.arrived(entry));
    }
}
