package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tillmesh.lease.LeaseRules.Ruling;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;
import tillmesh.sim.Dice;

/** Book and rules together, against a model that only knows who may write what until when. */
class LeaseBookTest {
    private static final int TTL = 60;
    private static final int GRACE = 10;
    private static final LeaseRules RULES = new LeaseRules(Duration.ofMillis(TTL), Duration.ofMillis(GRACE));
    private static final List<Resource> RESOURCES = List.of(Resource.table(1), Resource.table(2), Resource.table(3));
    private static final List<Holder> SCREENS = List.of(
            new Holder(new ScreenId("ana"), 1, Role.CASHIER, "Ana"),
            new Holder(new ScreenId("bo"), 2, Role.WAITER, ""),
            new Holder(new ScreenId("cleo"), 3, Role.MANAGER, "Cleo"));

    @Test
    void the_book_gives_back_what_was_put_and_what_stood_there_before() {
        LeaseBook book = new LeaseBook();
        Lease first = lease(RESOURCES.get(0), SCREENS.get(0), 1, 10);
        Lease second = lease(RESOURCES.get(0), SCREENS.get(1), 2, 20);

        assertNull(book.put(RESOURCES.get(0), first));
        assertEquals(first, book.put(RESOURCES.get(0), second));
        assertEquals(second, book.of(RESOURCES.get(0)));
        assertEquals(second, book.put(RESOURCES.get(0), null));
        assertNull(book.of(RESOURCES.get(0)));
    }

    @Test
    void it_tells_orders_from_tables_screens_from_screens_and_what_is_over_from_what_is_not() {
        LeaseBook book = new LeaseBook();
        Lease order = lease(new Resource(Resource.Kind.ORDER, "1"), SCREENS.get(0), 1, 10);
        Lease table = lease(RESOURCES.get(0), SCREENS.get(0), 2, 20);
        Lease other = lease(RESOURCES.get(1), SCREENS.get(1), 3, 30);
        List.of(order, table, other).forEach(lease -> book.put(lease.resource(), lease));

        assertEquals(List.of(order), book.all(Resource.Kind.ORDER));
        assertEquals(List.of(table, other), book.all(Resource.Kind.TABLE));
        assertEquals(List.of(order, table), book.of(SCREENS.get(0).screen()));
        assertEquals(List.of(table), book.over(Resource.Kind.TABLE, 29));
        assertEquals(List.of(table, other), book.over(Resource.Kind.TABLE, 30));
    }

    /** Who was last granted a resource, and the last moment at which they can possibly hold it. */
    private record Right(Holder holder, long until) {}

    @Test
    void there_are_never_two_holders_and_nobody_keeps_a_lease_without_a_sign_of_life() {
        Dice.throwing(500, dice -> {
            LeaseBook book = new LeaseBook();
            Map<Resource, Right> model = new HashMap<>();
            long now = 0;
            for (int step = 1; step <= 200; step++) {
                now += dice.between(0, 15);
                Resource resource = dice.oneOf(RESOURCES);
                Holder screen = dice.oneOf(SCREENS);
                switch (dice.nextInt(6)) {
                    case 0, 1 -> ask(book, model, resource, screen, dice.nextBoolean(), now, step);
                    case 2 -> heartbeat(book, model, resource, screen, now);
                    case 3 -> release(book, model, resource, screen, now);
                    case 4 -> disconnect(book, model, screen, now);
                    default -> tick(book, now);
                }
                assertAgree(book, model, now);
            }
        });
    }

    private static void ask(
            LeaseBook book,
            Map<Resource, Right> model,
            Resource what,
            Holder who,
            boolean force,
            long now,
            long count) {
        Lease present = book.of(what);
        Right right = model.get(what);
        boolean free = right == null || right.until() <= now;
        boolean own = !free && right.holder().equals(who);
        Ruling ruling = RULES.ask(present, who, force, now);

        assertEquals(free, ruling == Ruling.FREE, "a lease is free exactly when nobody can hold it");
        assertEquals(own, ruling == Ruling.RENEWED);
        assertTrue(ruling != Ruling.TAKEN_OVER || (force && who.role() == Role.MANAGER), "only a manager forces");
        if (ruling == Ruling.RENEWED) {
            book.put(what, present.until(RULES.renewed(now)));
            model.put(what, new Right(who, now + TTL));
        } else if (ruling == Ruling.FREE || ruling == Ruling.TAKEN_OVER) {
            Lease before = book.put(what, lease(what, who, count, RULES.renewed(now)));
            assertTrue(before == null || before.token().compareTo(new Token(1, 1, 1, count)) < 0, "tokens grow");
            model.put(what, new Right(who, now + TTL));
        }
    }

    private static void heartbeat(LeaseBook book, Map<Resource, Right> model, Resource what, Holder who, long now) {
        Lease present = book.of(what);
        if (present != null && LeaseRules.held(present, who, now)) {
            book.put(what, present.until(RULES.renewed(now)));
            model.put(what, new Right(who, now + TTL));
        }
    }

    private static void release(LeaseBook book, Map<Resource, Right> model, Resource what, Holder who, long now) {
        if (LeaseRules.held(book.of(what), who, now)) {
            book.put(what, null);
            model.remove(what);
        }
    }

    private static void disconnect(LeaseBook book, Map<Resource, Right> model, Holder who, long now) {
        book.of(who.screen()).forEach(lease -> book.put(lease.resource(), RULES.disconnected(lease, now)));
        model.replaceAll((what, right) ->
                right.holder().equals(who) ? new Right(who, Math.min(right.until(), now + GRACE)) : right);
    }

    private static void tick(LeaseBook book, long now) {
        book.over(Resource.Kind.TABLE, now).forEach(lease -> book.put(lease.resource(), null));
    }

    private static void assertAgree(LeaseBook book, Map<Resource, Right> model, long now) {
        for (Resource what : RESOURCES) {
            List<Holder> holders = new ArrayList<>(SCREENS);
            holders.removeIf(who -> !LeaseRules.held(book.of(what), who, now));
            Right right = model.get(what);
            List<Holder> expected = right == null || right.until() <= now ? List.of() : List.of(right.holder());
            assertEquals(expected, holders, "who holds " + what + " at " + now);
        }
        Map<Resource, Long> each = book.all(Resource.Kind.TABLE).stream()
                .collect(Collectors.groupingBy(Lease::resource, Collectors.counting()));
        assertTrue(each.values().stream().allMatch(count -> count == 1));
    }

    private static Lease lease(Resource resource, Holder holder, long count, long until) {
        return new Lease(resource, holder, new Token(1, 1, 1, count), 0, until);
    }
}
