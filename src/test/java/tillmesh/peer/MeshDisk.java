package tillmesh.peer;

import java.util.HashMap;
import java.util.Map;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.lease.Ballot;
import tillmesh.lease.Fact;
import tillmesh.lease.Resource;
import tillmesh.lease.Session;
import tillmesh.lease.Token;
import tillmesh.loop.Ledger;
import tillmesh.sim.Dice;

/** A lane's disk in memory: what a burst wrote is there after its commit and not before; some commits fail. */
final class MeshDisk implements LeaseDisk, Ledger {
    private final String id;
    private final Dice dice;
    private final MeshChecks checks;
    private Image durable = new Image(Ballot.NONE, false, Map.of(), Map.of());
    private Image working = durable;
    private Image marked = durable;
    private boolean healthy = true;

    MeshDisk(String id, Dice dice, MeshChecks checks) {
        this.id = id;
        this.dice = dice;
        this.checks = checks;
    }

    /** All that stands on the disk. @param desk which token the desk has for a resource */
    private record Image(Ballot promised, boolean whole, Map<String, Fact> facts, Map<Resource, Token> desk) {}

    /** Whether it has forgotten nothing that the shop knows. */
    boolean remembers() {
        return durable.whole();
    }

    String id() {
        return id;
    }

    /** No commit fails from here on. */
    void heal() {
        healthy = true;
    }

    void failing() {
        healthy = false;
    }

    /** The disk forgets what it promised, and does not know that it did. */
    void forget() {
        Map<String, Fact> roster = new HashMap<>(durable.facts());
        roster.keySet().retainAll(java.util.Set.of("roster"));
        durable = new Image(Ballot.NONE, true, roster, Map.of());
        working = durable;
    }

    /** The fact of that key that survives a power cut. */
    Fact durable(String key) {
        return durable.facts().get(key);
    }

    Map<Resource, Token> desk() {
        return working.desk();
    }

    void desk(Resource resource, Token token) {
        Map<Resource, Token> desk = new HashMap<>(working.desk());
        if (token == null) {
            desk.remove(resource);
        } else {
            desk.put(resource, token);
        }
        working = new Image(working.promised(), working.whole(), working.facts(), desk);
    }

    @Override
    public Kept read() {
        return new Kept(
                durable.promised(),
                durable.whole(),
                durable.facts().values().stream()
                        .map(fact -> fact instanceof Session session ? session.resting(0) : fact)
                        .toList());
    }

    @Override
    public void promised(Ballot ballot) {
        checks.promises(id, working.promised(), ballot);
        working = new Image(ballot, working.whole(), working.facts(), working.desk());
    }

    @Override
    public void whole() {
        working = new Image(working.promised(), true, working.facts(), working.desk());
    }

    @Override
    public void put(Fact fact) {
        checks.stores(id, working.promised(), fact);
        Map<String, Fact> facts = new HashMap<>(working.facts());
        facts.put(fact.key(), fact);
        working = new Image(working.promised(), working.whole(), facts, working.desk());
    }

    @Override
    public void drop(String key) {
        Map<String, Fact> facts = new HashMap<>(working.facts());
        facts.remove(key);
        working = new Image(working.promised(), working.whole(), facts, working.desk());
    }

    @Override
    public void mark() {
        marked = working;
    }

    @Override
    public void takeBack() {
        working = marked;
    }

    @Override
    public void commit() {
        if (!healthy && !working.equals(durable) && dice.oneIn(300)) {
            throw new Fault(Remedy.RETRY, "the disk is full", "free space");
        }
        durable = working;
    }

    @Override
    public void rollback() {
        working = durable;
    }

    /** The power went: what was not committed is gone. */
    void cut() {
        working = durable;
    }
}
