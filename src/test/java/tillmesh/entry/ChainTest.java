package tillmesh.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;
import tillmesh.time.Stamp;

/** The form of the hash is a promise: these vectors may only ever be joined by new ones. */
class ChainTest {
    private static final EntryId ID = EntryId.parse("L1-5f3a90c1-42");
    private static final Stamp STAMP = new Stamp(1_700_000_000_000L, 3, new LaneId("L1"));
    private static final Draft DRAFT = new Draft(
            "order.snapshot",
            "NU/CFG3/S77/1712000000000-a1b2",
            "0000000001000200030000000000002a",
            7,
            "L1-5f3a90c1-41",
            "till-1",
            "op-1",
            "{\"total\":10.50,\"name\":\"Café\"}");

    @Test
    void the_smallest_entry_has_this_hash() {
        Draft draft = new Draft("a", null, null, 0, null, null, null, "{}");
        EntryId id = EntryId.parse("L1-00000000-1");
        Stamp stamp = new Stamp(0, 0, new LaneId("L1"));
        // The bytes of form 1, by hand.
        String bytes = "01" // form
                + "00".repeat(32) // prevHash
                + "00000002" + "4c31" // lane L1
                + "00000000" // incarnation
                + "0000000000000001" // seq
                + "0000000000000000" // wall
                + "00000000" // count
                + "00000001" + "61" // topic a
                + "ffffffff" // no subject
                + "ffffffff" // no token
                + "0000000000000000" // version
                + "ffffffff" // no base
                + "ffffffff" // no screen
                + "ffffffff" // no opId
                + "00000002" + "7b7d"; // payload {}

        assertEquals(sha256(HexFormat.of().parseHex(bytes)), hash(id, stamp, draft, Hash.ZERO));
        assertEquals(
                "7a9dbf22e628416367c8424ef0e744c8482691f43e0d0fc944c2a3b66ff563bc", hash(id, stamp, draft, Hash.ZERO));
    }

    @Test
    void a_full_entry_has_this_hash() throws IOException {
        assertEquals(byHand(ID, STAMP, DRAFT, some(1)), hash(ID, STAMP, DRAFT, some(1)));
        assertEquals(
                "679e2b98c39d22bb72e052f84ce1756bc330eaecc6d5de81762785ab8c669d6f", hash(ID, STAMP, DRAFT, some(1)));
    }

    @Test
    void hashes_are_over_the_written_layout_whatever_the_texts() {
        Dice.throwing(500, dice -> {
            EntryId id = new EntryId(new Stream(new LaneId(dice.word(1, 32)), dice.nextInt()), dice.between(1, 99));
            Stamp stamp = new Stamp(dice.nextLong(), dice.nextInt(), id.stream().origin());
            Draft draft = new Draft(
                    dice.text(20),
                    maybe(dice),
                    maybe(dice),
                    dice.nextLong(),
                    maybe(dice),
                    maybe(dice),
                    maybe(dice),
                    dice.text(200));
            assertEquals(byHand(id, stamp, draft, some(9)), hash(id, stamp, draft, some(9)));
        });
    }

    @Test
    void a_change_of_any_one_field_changes_the_hash() {
        Map<String, String> seen = new HashMap<>();
        seen.put("nothing", hash(ID, STAMP, DRAFT, some(1)));
        seen.put("lane", hash(EntryId.parse("L2-5f3a90c1-42"), STAMP, DRAFT, some(1)));
        seen.put("incarnation", hash(EntryId.parse("L1-5f3a90c2-42"), STAMP, DRAFT, some(1)));
        seen.put("seq", hash(EntryId.parse("L1-5f3a90c1-43"), STAMP, DRAFT, some(1)));
        seen.put("wall", hash(ID, new Stamp(1_700_000_000_001L, 3, new LaneId("L1")), DRAFT, some(1)));
        seen.put("count", hash(ID, new Stamp(1_700_000_000_000L, 4, new LaneId("L1")), DRAFT, some(1)));
        seen.put("prevHash", hash(ID, STAMP, DRAFT, some(2)));
        drafts().forEach((name, draft) -> seen.put(name, hash(ID, STAMP, draft, some(1))));

        assertEquals(21, seen.size());
        assertEquals(seen.size(), List.copyOf(seen.values()).stream().distinct().count(), seen::toString);
    }

    private static Map<String, Draft> drafts() {
        Map<String, Draft> drafts = new HashMap<>();
        Draft d = DRAFT;
        drafts.put(
                "topic", draft("order.paid", d.subject(), d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("subject", draft(d.topic(), "other", d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("token", draft(d.topic(), d.subject(), "other", 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("version", draft(d.topic(), d.subject(), d.token(), 8, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("base", draft(d.topic(), d.subject(), d.token(), 7, "other", d.screen(), d.opId(), d.payload()));
        drafts.put("screen", draft(d.topic(), d.subject(), d.token(), 7, d.base(), "other", d.opId(), d.payload()));
        drafts.put("opId", draft(d.topic(), d.subject(), d.token(), 7, d.base(), d.screen(), "other", d.payload()));
        drafts.put("payload", draft(d.topic(), d.subject(), d.token(), 7, d.base(), d.screen(), d.opId(), "{}"));
        // Missing is not empty, and a text does not move into its neighbour.
        drafts.put("no subject", draft(d.topic(), null, d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("empty subject", draft(d.topic(), "", d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("no token", draft(d.topic(), d.subject(), null, 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("no base", draft(d.topic(), d.subject(), d.token(), 7, null, d.screen(), d.opId(), d.payload()));
        drafts.put("swapped", draft(d.subject(), d.topic(), d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        drafts.put("moved", draft(d.topic() + "N", "U", d.token(), 7, d.base(), d.screen(), d.opId(), d.payload()));
        return drafts;
    }

    @Test
    void a_changed_entry_is_not_sound() {
        Entry entry = Entry.chained(ID, STAMP, DRAFT, some(1));
        Draft forged = draft("order.paid", null, null, 7, null, null, null, DRAFT.payload());

        assertTrue(entry.sound());
        assertFalse(new Entry(ID, STAMP, forged, some(1), entry.hash()).sound());
        assertFalse(new Entry(ID, STAMP, DRAFT, some(2), entry.hash()).sound());
    }

    @Test
    void hashes_compare_by_content_and_cannot_be_changed_from_outside() {
        byte[] bytes = some(5).bytes();
        Hash hash = Hash.of(bytes);
        bytes[0] = 77;
        hash.bytes()[1] = 77;

        assertEquals(some(5), hash);
        assertEquals(some(5).hashCode(), hash.hashCode());
        assertNotEquals(some(6), hash);
        assertEquals("05".repeat(32), hash.toString());
    }

    private static String hash(EntryId id, Stamp stamp, Draft draft, Hash prev) {
        return Chain.hash(id, stamp, draft, prev).toString();
    }

    /** The layout of the page, written a second time by other means. */
    private static String byHand(EntryId id, Stamp stamp, Draft draft, Hash prev) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.write(prev.bytes());
        text(out, id.stream().origin().name());
        out.writeInt(id.stream().incarnation());
        out.writeLong(id.seq());
        out.writeLong(stamp.wallMillis());
        out.writeInt(stamp.count());
        text(out, draft.topic());
        text(out, draft.subject());
        text(out, draft.token());
        out.writeLong(draft.version());
        text(out, draft.base());
        text(out, draft.screen());
        text(out, draft.opId());
        text(out, draft.payload());
        return sha256(bytes.toByteArray());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text == null ? -1 : utf8.length);
        out.write(utf8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable String maybe(Dice dice) {
        return dice.oneIn(3) ? null : dice.text(30);
    }

    private static Hash some(int fill) {
        byte[] bytes = new byte[Hash.BYTES];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Hash.of(bytes);
    }

    private static Draft draft(
            String topic,
            @Nullable String subject,
            @Nullable String token,
            long version,
            @Nullable String base,
            @Nullable String screen,
            @Nullable String opId,
            String payload) {
        return new Draft(topic, subject, token, version, base, screen, opId, payload);
    }
}
