package tillmesh.entry;

import java.util.Locale;

/** How far an entry has come. Moves forward only; derived from acknowledgements, never from connectivity. */
public enum Delivery {
    /** On this lane's disk only. */
    PENDING,
    /** On the disks of as many other lanes as the shop asks for. */
    PEER_ACK,
    /** In every configured cloud. */
    CLOUD_ACK,
    /** A cloud refuses this one for good; it waits for a person, with the reason. */
    SET_ASIDE;

    /** The word on the wire and in the outbox view: {@code pending}, {@code peer_ack}, {@code cloud_ack}, {@code set_aside}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
