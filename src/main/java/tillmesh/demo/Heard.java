package tillmesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lane said last about the shop.
 *
 * @param coordinator who grants, as it sees it
 * @param majority whether it sees most of the shop
 * @param here the lanes it sees, itself among them, in the order of their names
 * @param pending its entries that are on its own disk only
 * @param peerAck its entries that are on enough disks
 * @param oldestUnsafeSeconds age of its oldest pending entry, null when there is none
 * @param cloudWaiting its entries that its cloud has not confirmed, null when it has no cloud
 * @param setAside its entries that the cloud refuses and nobody has decided about
 * @param reviews orders that wait for a person's decision
 */
record Heard(
        String coordinator,
        boolean majority,
        List<String> here,
        long pending,
        long peerAck,
        @Nullable Long oldestUnsafeSeconds,
        @Nullable Long cloudWaiting,
        long setAside,
        int reviews) {
    static final Heard NOTHING = new Heard("", false, List.of(), 0, 0, null, null, 0, 0);

    /** With what one more frame says; itself when that is nothing new. */
    Heard and(String frame) {
        if (Words.is(frame, "LANES")) {
            return lanes(Words.read(frame));
        }
        if (Words.is(frame, "SAFETY")) {
            return safety(Words.read(frame));
        }
        if (Words.is(frame, "REVIEW")) {
            int cases = Words.read(frame).path("cases").size();
            return new Heard(
                    coordinator, majority, here, pending, peerAck, oldestUnsafeSeconds, cloudWaiting, setAside, cases);
        }
        return this;
    }

    private Heard lanes(JsonNode said) {
        List<String> present = new ArrayList<>();
        for (JsonNode lane : said.path("lanes")) {
            if (!lane.path("state").asText().equals("away")) {
                present.add(lane.path("id").asText());
            }
        }
        return new Heard(
                said.path("coordinator").asText(),
                said.path("majority").asBoolean(),
                present.stream().sorted().toList(),
                pending,
                peerAck,
                oldestUnsafeSeconds,
                cloudWaiting,
                setAside,
                reviews);
    }

    private Heard safety(JsonNode said) {
        JsonNode oldest = said.path("oldestUnsafeSeconds");
        return new Heard(
                coordinator,
                majority,
                here,
                said.path("pending").asLong(),
                said.path("peerAck").asLong(),
                oldest.isNumber() ? Long.valueOf(oldest.asLong()) : null,
                said.path("clouds").isEmpty()
                        ? null
                        : Long.valueOf(
                                said.path("clouds").path(0).path("waiting").asLong()),
                said.path("setAside").asLong(),
                reviews);
    }
}
