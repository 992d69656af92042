package tillmesh.shop;

/**
 * Which ticket numbers belong to whom, so that none is given twice: low ones to the whole shop, in order; a block of 1,000
 * to each lane for when it is cut off.
 */
public final class TicketRange {
    /** The lowest index of a lane. Below {@code INDEX_MIN * 1000} the shop counts. */
    public static final int INDEX_MIN = 10;

    /** Indices from here on are for lanes that no roster knows yet; they come from the lane's name. */
    public static final int UNKNOWN_MIN = 500;

    private static final int INDEX_END = 1_000;
    private static final long BLOCK = 1_000;
    private static final long SHOP_FIRST_END = INDEX_MIN * BLOCK;
    private static final long SHOP_AGAIN = INDEX_END * BLOCK;
    private static final long SHOP_AGAIN_END = INDEX_MIN * SHOP_AGAIN;

    private TicketRange() {}

    /** The shop's number after that one, skipping the blocks of the lanes. */
    public static long after(long last) {
        return last + 1 == SHOP_FIRST_END ? SHOP_AGAIN : last + 1;
    }

    /** Whether the whole shop gave this number. */
    public static boolean shopWide(long number) {
        return number < SHOP_FIRST_END || (number >= SHOP_AGAIN && number < SHOP_AGAIN_END);
    }

    /**
     * The n-th number of a lane that is cut off.
     *
     * @param index the lane's, {@link #INDEX_MIN} to 999
     * @param n from 1; from 1,000 on the numbers get longer
     */
    public static long own(int index, long n) {
        return n < BLOCK ? index * BLOCK + n : index * SHOP_AGAIN + n;
    }

    /** Which of a lane's own numbers this is: the n of {@link #own}. */
    public static long countOf(long number) {
        return number < SHOP_AGAIN ? number % BLOCK : number % SHOP_AGAIN;
    }

    /** The name under which a lane's own numbers of a type are counted; the shop's are counted under the type. */
    public static String series(String type, LaneId lane) {
        return type + "/" + lane;
    }

    /** The index of a lane that no roster knows. Two such lanes may share one; a roster gives each its own. */
    public static int unknown(String lane) {
        return UNKNOWN_MIN + Math.floorMod(lane.hashCode(), INDEX_END - UNKNOWN_MIN);
    }
}
