package tillmesh.peer.jgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.peer.CopyMessage.Offer;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.PeerMessage;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class PeerCodecTest {
    private static final byte[] RELAY = PeerCodec.encode(new Relay("k", "p"));

    @Test
    void any_message_comes_out_as_it_went_in() {
        Dice.throwing(2_000, dice -> {
            PeerMessage message = Samples.any(dice);

            assertEquals(Optional.of(message), decode(PeerCodec.encode(message)));
        });
    }

    @Test
    void a_message_is_read_from_the_middle_of_a_larger_array() throws BadFrame {
        byte[] wide = new byte[RELAY.length + 20];
        System.arraycopy(RELAY, 0, wide, 7, RELAY.length);

        assertEquals(Optional.of(new Relay("k", "p")), PeerCodec.decode(wide, 7, RELAY.length));
    }

    @Test
    void damaged_bytes_are_a_message_or_refused_with_a_reason_and_nothing_else() {
        Dice.throwing(3_000, dice -> {
            byte[] frame = PeerCodec.encode(Samples.any(dice));
            for (int flips = dice.between(0, 4); flips > 0; flips--) {
                frame[dice.nextInt(frame.length)] ^= (byte) (1 << dice.nextInt(8));
            }
            int length = dice.oneIn(2) ? frame.length : dice.between(0, frame.length);

            try {
                PeerCodec.decode(frame, 0, length);
            } catch (BadFrame refused) {
                assertTrue(refused.why().length() > 10, refused.why());
            }
        });
    }

    @Test
    void rubbish_is_refused_with_a_reason_and_nothing_else() {
        Dice.throwing(3_000, dice -> {
            byte[] rubbish = new byte[dice.between(0, 200)];
            dice.nextBytes(rubbish);
            if (rubbish.length > 2) {
                rubbish[0] = PeerCodec.MAJOR;
                rubbish[2] = (byte) dice.oneOf(Kind.values()).code();
            }

            try {
                PeerCodec.decode(rubbish, 0, rubbish.length);
            } catch (BadFrame refused) {
                assertTrue(refused.why().length() > 10, refused.why());
            }
        });
    }

    @Test
    void every_message_that_is_cut_short_is_refused() {
        Samples.fixed().forEach((name, message) -> {
            byte[] frame = PeerCodec.encode(message);
            for (int length = 0; length < frame.length; length++) {
                byte[] cut = Arrays.copyOf(frame, length);
                assertThrows(BadFrame.class, () -> decode(cut), name);
            }
        });
    }

    @Test
    void a_length_that_lies_reserves_nothing() {
        // A text of two thousand million bytes, and a list of as many items, in a message of a dozen.
        byte[] text = new FrameWriter()
                .octet(1)
                .octet(0)
                .octet(Kind.RELAY.code())
                .number(Integer.MAX_VALUE)
                .bytes();
        byte[] list = new FrameWriter()
                .octet(1)
                .octet(0)
                .octet(Kind.KEPT.code())
                .text("d")
                .number(Integer.MAX_VALUE)
                .bytes();

        assertRefused("it ends in the middle of a field", text);
        assertRefused("a list has more than 100000 items", list);
    }

    @Test
    void what_is_wrong_is_said() {
        assertRefused("it ends in the middle of a field", new byte[0]);
        assertRefused("it is of version 2, and this node reads version 1", with(0, 2));
        assertRefused("there is no kind 127", with(2, 127));
        assertRefused("bytes are left behind the last field", Arrays.copyOf(RELAY, RELAY.length + 1));
        assertRefused("a text is not UTF-8", with(RELAY.length - 1, 0xff));
        assertRefused("a text is missing", with(3, 0));
        assertRefused(
                "a number has more than 64 bits",
                frame(Kind.RELAY).number(-1).octet(-1).bytes(),
                12,
                0x7f);
        assertRefused(
                "a number is out of its range", frame(Kind.RELAY).number(-1).bytes());
        assertRefused(
                "a yes or no is neither 0 nor 1",
                frame(Kind.DIGEST).text("d").number(0).octet(2).bytes());
        assertRefused(
                "a lane has a name that no lane can have",
                frame(Kind.RESEND).text("a b").bits(1).bytes());
        assertRefused(
                "it offers nothing",
                frame(Kind.OFFER).stream(new Stream(new LaneId("L1"), 1))
                        .number(0)
                        .bytes());
    }

    @Test
    void a_replacement_letter_that_was_sent_arrives() throws BadFrame {
        PeerMessage message = new Relay("k", "\ufffd");

        assertEquals(Optional.of(message), decode(PeerCodec.encode(message)));
    }

    @Test
    void a_newer_minor_version_may_say_more_than_we_understand() throws BadFrame {
        byte[] unknown = with(2, 127);
        unknown[1] = PeerCodec.MINOR + 1;
        byte[] longer = Arrays.copyOf(RELAY, RELAY.length + 3);
        longer[1] = PeerCodec.MINOR + 1;

        assertEquals(Optional.empty(), decode(unknown));
        assertEquals(Optional.of(new Relay("k", "p")), decode(longer));
    }

    @Test
    void an_entry_with_a_field_that_we_do_not_know_is_read_without_it() throws BadFrame {
        Stream stream = new Stream(new LaneId("L1"), 7);
        Entry entry = Samples.entry(stream, 1, Samples.draft("event", null, "{}"), Hash.ZERO);
        byte[] known = PeerCodec.encode(new Offer(List.of(entry)));
        // The entry is the last field: one byte more in it, and its length says so.
        byte[] longer = Arrays.copyOf(known, known.length + 1);
        int lengthAt = 3 + 3 + 4 + 1;
        longer[lengthAt]++;

        assertRefused("bytes are left behind the last field", longer);
        longer[1] = PeerCodec.MINOR + 1;
        assertEquals(Optional.of(new Offer(List.of(entry))), decode(longer));
    }

    private static Optional<PeerMessage> decode(byte[] frame) throws BadFrame {
        return PeerCodec.decode(frame, 0, frame.length);
    }

    private static FrameWriter frame(Kind kind) {
        return new FrameWriter().octet(PeerCodec.MAJOR).octet(PeerCodec.MINOR).octet(kind.code());
    }

    private static byte[] with(int at, int octet) {
        byte[] frame = RELAY.clone();
        frame[at] = (byte) octet;
        return frame;
    }

    private static void assertRefused(String why, byte[] frame, int at, int octet) {
        frame[at] = (byte) octet;
        assertRefused(why, frame);
    }

    private static void assertRefused(String why, byte[] frame) {
        assertEquals(why, assertThrows(BadFrame.class, () -> decode(frame)).why());
    }
}
