package tillmesh.peer;

/**
 * What a node knows of itself from its settings.
 *
 * @param store the shop's id
 * @param address where people find its pages, or empty
 */
public record ShopCard(String store, String address) {
    /** What it says when it meets others. @param disk the id of its journal */
    public Hello hello(String disk) {
        return new Hello(store, disk, Neighbours.PROTOCOL_BEFORE, Neighbours.PROTOCOL, true, address);
    }
}
