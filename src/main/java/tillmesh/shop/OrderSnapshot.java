package tillmesh.shop;

import org.jspecify.annotations.Nullable;

/**
 * The whole state of one order as its till sent it. The text is kept and relayed to the letter: no member dropped, no
 * number reformatted; the other components are the few facts that a node needs, read from it once.
 *
 * @param json the JSON object, exactly the characters of the frame
 * @param tableId the table the order stands on, or null (counter, takeout, delivery)
 * @param paid whether the till says that the money was taken
 * @param status the till's own word ({@code open}, {@code sent}, …), empty when it sent none
 * @param itemCount how many lines it has, voided ones included
 */
public record OrderSnapshot(String json, @Nullable Integer tableId, boolean paid, String status, int itemCount) {

    /** The same snapshot known to be paid, whatever its own words say (a till that asks to finalise has taken the money). */
    public OrderSnapshot asPaid() {
        return new OrderSnapshot(json, tableId, true, status, itemCount);
    }
}
