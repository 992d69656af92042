package tillmesh.sim;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Virtual time: what happens next, and when. One for a whole shop-day, over all lives of the node. */
final class Agenda {
    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now = 1_000;
    private long count;

    private record Item(long due, long order, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Milliseconds of virtual time. */
    long millis() {
        return now;
    }

    /** Puts something on the agenda. What is due in one millisecond happens in the order it was put here. */
    void in(long delayMillis, Runnable what) {
        items.add(new Item(now + delayMillis, count++, what));
    }

    /** Lets the next thing happen, if it is due by {@code endMillis}. @return false when nothing is */
    boolean next(long endMillis) {
        @Nullable Item item = items.peek();
        if (item == null || item.due > endMillis) {
            return false;
        }
        items.remove();
        now = Math.max(now, item.due);
        item.what.run();
        return true;
    }
}
