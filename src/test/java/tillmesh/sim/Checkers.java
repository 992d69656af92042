package tillmesh.sim;

import java.util.List;
import java.util.function.Consumer;
import tillmesh.desk.Line;

/** All who watch a shop-day. */
record Checkers(List<Checker> all) implements Checker {
    /** One for each rule. */
    static Checkers every(Sightings seen) {
        return new Checkers(List.of(
                new ToldAfterCommit(),
                new ChainCloses(),
                new DeliveryGoesForward(seen),
                new RefusedLeavesNothing(),
                new AcknowledgedOnce(seen),
                new VersionsGrow(),
                new PaidStaysPaid(),
                new OneHolder(seen),
                new TicketsDense(seen),
                new MemoryIsDisk(),
                new RollIsLines(),
                new SubscribersMissNothing(seen),
                new CutsDoNoDamage(),
                new Spotter(seen)));
    }

    private void each(Consumer<Checker> what) {
        all.forEach(what);
    }

    @Override
    public void asked(Asked asked) {
        each(checker -> checker.asked(asked));
    }

    @Override
    public void told(Telling telling) {
        each(checker -> checker.told(telling));
    }

    @Override
    public void closed(Line line) {
        each(checker -> checker.closed(line));
    }

    @Override
    public void storeGone(boolean done) {
        each(checker -> checker.storeGone(done));
    }

    @Override
    public void died(SimNode node) {
        each(checker -> checker.died(node));
    }

    @Override
    public void opened(SimNode node, DiskView disk) {
        each(checker -> checker.opened(node, disk));
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        each(checker -> checker.looked(node, disk));
    }
}
