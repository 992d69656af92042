package tillmesh.sim;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.protocol.Request;
import tillmesh.protocol.Request.AskLease;
import tillmesh.protocol.Request.AskTicket;
import tillmesh.protocol.Request.ChangeFloorPlan;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.protocol.Request.ForceTableLock;
import tillmesh.protocol.Request.LockTable;
import tillmesh.protocol.Request.Publish;
import tillmesh.protocol.Request.ReleaseLease;
import tillmesh.protocol.Request.RenewAll;
import tillmesh.protocol.Request.RenewLease;
import tillmesh.protocol.Request.RenewTableLock;
import tillmesh.protocol.Request.SaveOrder;
import tillmesh.protocol.Request.Subscribe;
import tillmesh.protocol.Request.UnlockTable;
import tillmesh.protocol.Request.UpdateTable;
import tillmesh.protocol.Request.Watch;
import tillmesh.protocol.Request.What;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.OrderType;

/** What the person at one till does next, by dice: mostly sensible, sometimes late, impatient or wrong. */
final class Habits {
    private static final int TABLES = 5;
    private static final int WAITING_MAX = 12;
    private static final long SIGN_IN_MILLIS = 2_000;

    private final Till till;
    private final Dice dice;
    private final Agenda agenda;
    private final boolean forgetful;
    private int opened;
    private long signInMillis;

    /** @param forgetful whether this till's heartbeats are missing */
    Habits(Till till, Stage stage, boolean forgetful) {
        this.till = till;
        this.dice = stage.dice().split();
        this.agenda = stage.agenda();
        this.forgetful = forgetful;
    }

    /** Begins the day: something every few seconds, and heartbeats. */
    void begin() {
        agenda.in(dice.between(1, 3_000), this::step);
        agenda.in(15_000, this::beat);
    }

    private void step() {
        // Sometimes several things at once: bursts are not only made of strangers.
        for (int i = dice.oneIn(6) ? 4 : 1; i > 0; i--) {
            act();
        }
        agenda.in(dice.between(100, 7_000), this::step);
    }

    private void beat() {
        if (till.signedIn() && !forgetful) {
            if (dice.oneIn(2)) {
                till.askPlainly(new RenewAll());
            } else {
                till.held().forEach(sale -> till.askPlainly(new RenewLease(sale.ref())));
            }
        }
        agenda.in(20_000, this::beat);
    }

    private void act() {
        if (!till.connected()) {
            till.connect();
        } else if (!till.signedIn()) {
            signInAgain();
        } else if (till.waiting() > WAITING_MAX || dice.oneIn(15)) {
            till.sendAgain();
        } else {
            work(dice.nextInt(100));
        }
    }

    private void signInAgain() {
        if (agenda.millis() - signInMillis > SIGN_IN_MILLIS) {
            signInMillis = agenda.millis();
            till.signIn();
        }
    }

    private void work(int choice) {
        if (choice < 62) {
            order(choice);
        } else if (choice < 76) {
            table(choice);
        } else if (choice < 81) {
            ask(new AskTicket(dice.oneOf(OrderType.TAKEOUT, OrderType.DELIVERY)));
        } else if (choice < 86) {
            till.ask(new Publish(dice.oneOf("inventory", "customer.note"), "s", "{\"n\":" + dice.nextInt(99) + "}"));
        } else if (choice < 88) {
            ask(new Subscribe(List.of(dice.oneOf("*", "inventory", "order.*")), dice.oneIn(2) ? till.cursor() : null));
        } else if (choice < 89) {
            ask(new Watch(EnumSet.of(dice.oneIn(8) ? What.BOARD : dice.oneOf(What.SAFETY, What.LANES, What.REVIEW))));
        } else if (choice < 96) {
            till.repeat(dice);
        } else if (choice < 97) {
            ask(new ChangeFloorPlan(1, "[]", null));
        } else if (choice < 99) {
            till.hangUp();
        } else {
            till.connect();
        }
    }

    private void order(int choice) {
        List<Sale> held = till.held();
        if (choice < 10 || till.sales().isEmpty()) {
            ask(new AskLease(till.sale(till.device() + "/" + ++opened).ref(), 0, false));
        } else if (choice < 36 && !held.isEmpty()) {
            save(dice.oneOf(held));
        } else if (choice < 45) {
            pay(dice.oneOf(held.isEmpty() ? till.sales() : held));
        } else if (choice < 51 && !held.isEmpty()) {
            release(dice.oneOf(held));
        } else if (choice < 59) {
            Sale sale = dice.oneOf(till.sales());
            ask(new AskLease(sale.ref(), Math.max(0, sale.version() - dice.nextInt(2)), dice.oneIn(3)));
        } else {
            save(dice.oneOf(till.sales()));
        }
    }

    private void save(Sale sale) {
        if (dice.oneIn(4)) {
            sale.sit(dice.oneIn(3) ? null : aTable());
        }
        long base = Math.max(0, sale.version() - (dice.oneIn(10) ? 1 : 0));
        SaveOrder request = new SaveOrder(sale.ref(), base, sale.edited(dice));
        if (dice.oneIn(6)) {
            till.askPlainly(request);
            // An older client counts on its own.
            sale.knows(base + 1);
        } else {
            till.ask(request);
        }
    }

    private void pay(Sale sale) {
        @Nullable OrderSnapshot again = dice.oneIn(3) ? sale.paidAgain() : null;
        if (again != null) {
            ask(new FinalizeOrder(sale.ref(), again, 3));
        } else if (dice.oneIn(2)) {
            ask(new FinalizeOrder(sale.ref(), sale.paidFor(dice.oneOf("paid", "open"), dice), 3));
        } else {
            ask(new SaveOrder(sale.ref(), sale.version(), sale.paidFor("paid", dice)));
        }
    }

    private void release(Sale sale) {
        OrderSnapshot last = dice.oneIn(2) ? sale.edited(dice) : null;
        sale.hold(false);
        ask(new ReleaseLease(sale.ref(), last));
    }

    private void table(int choice) {
        int table = aTable();
        List<Request> requests = new ArrayList<>(List.of(
                new UpdateTable(table, dice.oneOf("available", "occupied", "dirty"), dice.oneIn(2) ? "x" : null),
                new LockTable(table),
                new UnlockTable(table),
                new RenewTableLock(table),
                new ForceTableLock(table)));
        ask(choice < 70 ? requests.get(1) : dice.oneOf(requests));
    }

    private int aTable() {
        return dice.between(1, TABLES);
    }

    private void ask(Request request) {
        if (dice.oneIn(8)) {
            till.askPlainly(request);
        } else {
            till.ask(request);
        }
    }
}
