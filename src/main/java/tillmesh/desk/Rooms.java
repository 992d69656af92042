package tillmesh.desk;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal;
import tillmesh.lease.CutOff;
import tillmesh.lease.Holder;
import tillmesh.lease.LeasePolicy;
import tillmesh.lease.Resource;
import tillmesh.loop.Loop;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Neighbours;
import tillmesh.peer.PeerId;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Request.What;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/** The parts of a desk, put together by hand. */
record Rooms(
        Roll roll,
        Voice voice,
        LeaseKeeper orderLeases,
        LeaseKeeper tableLocks,
        Grants orderGrants,
        Grants tableGrants,
        Orders orders,
        Finalising finalising,
        Tables tables,
        Leases leases,
        Locks locks,
        Settling settling,
        Tickets tickets,
        Publishing publishing,
        Registers registers,
        Subscriptions subscriptions,
        SignIns signIns,
        Watchers watchers,
        ShopNews news,
        LanesNews lanes,
        BoardNews board,
        ProblemNews problems,
        SaleStates saleStates,
        Neighbours neighbours,
        Consumer<Fault> setbacks) {

    static Rooms build(Surroundings around, Journal journal, DeskRules rules, NodeFacts facts) {
        Loop loop = around.loop();
        Roll roll = new Roll(loop);
        Voice voice = new Voice(loop, around.audience(), roll);
        TokenMint mint = mint(around, journal);
        var rows = journal.shop();
        LeaseKeeper orderLeases = new LeaseKeeper(
                loop, around.wall(), rows, mint, new LeaseKeeper.Kind(Resource.Kind.ORDER, rules.orders()));
        LeaseKeeper tableLocks = new LeaseKeeper(
                loop, around.wall(), rows, mint, new LeaseKeeper.Kind(Resource.Kind.TABLE, rules.tables()));
        orderLeases.restore();
        tableLocks.restore();
        Tables tables = new Tables(journal, voice);
        Orders orders = new Orders(loop, journal, orderLeases, tables, voice);
        Grants orderGrants = new Grants(loop, roll, orderLeases);
        Grants tableGrants = new Grants(loop, roll, tableLocks);
        Locks locks = new Locks(loop, tableGrants, tableLocks, voice);
        PeerId self = new PeerId(journal.stream().origin(), journal.stream().incarnation());
        Neighbours neighbours = new Neighbours(loop, self, () -> rules.shop().hello(journal.storeId()), facts::alarm);
        ShopNews news = new ShopNews(around, journal, roll, orderLeases, facts);
        LanesNews lanes = new LanesNews(loop, around.wall(), journal, neighbours);
        Registers registers = new Registers(journal);
        SaleStates saleStates = new SaleStates(journal);
        BoardNews board = new BoardNews(around, journal, roll, news, lanes, facts);
        ProblemNews problems = new ProblemNews(around.wall(), journal, news, lanes, facts);
        SignIns signIns = new SignIns(loop, around.signIn(), roll, voice, holder -> {
            orderGrants.follow(holder);
            tableGrants.follow(holder);
            return news.greeting(holder.screen(), locks, saleStates);
        });
        Map<What, Supplier<Notice>> sources = new EnumMap<>(What.class);
        sources.put(What.LANES, lanes::lanes);
        sources.put(What.SAFETY, news::safety);
        sources.put(What.REVIEW, news::review);
        sources.put(What.REGISTERS, registers::all);
        sources.put(What.BOARD, () -> board.board(orderLeases, tableLocks));
        sources.put(What.PROBLEMS, () -> new Notice.Problems(problems.now()));
        return new Rooms(
                roll,
                voice,
                orderLeases,
                tableLocks,
                orderGrants,
                tableGrants,
                orders,
                new Finalising(loop, orders, voice, lane(self), around.office()),
                tables,
                new Leases(loop, orderGrants, orderLeases, orders, voice),
                locks,
                new Settling(journal, orders, tables, voice),
                new Tickets(journal, around.wall(), rules.zone(), voice),
                new Publishing(journal),
                registers,
                new Subscriptions(loop, journal, around.audience()),
                signIns,
                new Watchers(loop, around.audience(), sources),
                news,
                lanes,
                board,
                problems,
                saleStates,
                neighbours,
                facts::setback);
    }

    /** From here on this lane shares leases and ticket numbers with the others. Before the loop starts. */
    void join(LeaseRegister register, LeasePolicy policy) {
        boolean beginKnown = policy.cutOff() == CutOff.PROVISIONAL;
        orderLeases.join(register);
        tableLocks.join(register);
        orderGrants.join(register, beginKnown);
        tableGrants.join(register, beginKnown);
        tickets.join(register);
        finalising.join(register);
        lanes.join(register);
    }

    private static Holder lane(PeerId self) {
        return new Holder(new ScreenId("lane " + self.lane()), 0, Role.CASHIER, "");
    }

    // One flush at the start: no token of this life exists before its epoch is on the disk.
    private static TokenMint mint(Surroundings around, Journal journal) {
        journal.mark();
        long epoch = journal.shop().nextEpoch(around.wall().millis() / 1000);
        journal.commit();
        return new TokenMint(epoch, journal.stream());
    }
}
