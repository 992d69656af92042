package tillmesh.loop;

import java.util.ArrayList;
import java.util.List;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** A ledger on paper: lines that are kept, taken back or lost like rows of the real one, and faults on order. */
final class PaperLedger implements Ledger {
    private final List<String> kept = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int marked;
    private int commits;
    private int failingCommits;
    private boolean takeBackFails;

    static Fault fault(String what) {
        return new Fault(Remedy.RETRY, what, "");
    }

    void write(String line) {
        open.add(line);
    }

    /** The next commits fail. */
    synchronized void failCommits(int times) {
        failingCommits = times;
    }

    void failTakeBack() {
        takeBackFails = true;
    }

    /** What is durable. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    int commits() {
        return commits;
    }

    @Override
    public void mark() {
        marked = open.size();
    }

    @Override
    public void takeBack() {
        if (takeBackFails) {
            throw fault("the savepoint is gone");
        }
        open.subList(marked, open.size()).clear();
    }

    @Override
    public synchronized void commit() {
        if (failingCommits > 0) {
            failingCommits--;
            throw fault("disk full");
        }
        commits++;
        kept.addAll(open);
        open.clear();
    }

    @Override
    public void rollback() {
        open.clear();
    }
}
