package tillmesh.peer.jgroups;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.peer.CopyMessage.Chunk;
import tillmesh.peer.CopyMessage.Digest;
import tillmesh.peer.CopyMessage.Folded;
import tillmesh.peer.CopyMessage.Have;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Offer;
import tillmesh.peer.CopyMessage.Reach;
import tillmesh.peer.CopyMessage.Refused;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.CopyMessage.Resend;
import tillmesh.peer.CopyMessage.Stored;
import tillmesh.peer.CopyMessage.Unfold;
import tillmesh.peer.CopyMessage.Upto;
import tillmesh.peer.Hello;
import tillmesh.peer.PeerMessage;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;
import tillmesh.time.Stamp;

/** Messages to try: one fixed one of each kind, and as many others as dice throw. */
final class Samples {
    private static final Stream L1 = new Stream(new LaneId("L1"), 0x5f3a90c1);
    private static final String DISK = "00112233445566778899aabbccddeeff";

    private Samples() {}

    /** By the name of its golden file. */
    static Map<String, PeerMessage> fixed() {
        Entry first = entry(L1, 1, draft("order.snapshot", "A-1", "{\"total\":\"12.50 €\"}"), Hash.ZERO);
        Entry second = entry(L1, 2, draft("event", null, "{}"), first.hash());
        Map<String, PeerMessage> all = new LinkedHashMap<>();
        all.put("hello", new Hello("S1", DISK, 1, 2, true, "http://10.0.0.7:8766"));
        all.put("offer", new Offer(List.of(first, second)));
        all.put("kept", new Kept(DISK, List.of(new Upto(L1, 300))));
        all.put(
                "digest",
                new Digest(DISK, List.of(new Have(L1, 5, 0, null), new Have(L1, 900, 2, first.hash())), true));
        all.put("folded", new Folded(DISK, List.of(new Have(L1, 900, 2, first.hash())), 1_000, second.hash(), true));
        all.put("unfold", new Unfold());
        all.put("resend", new Resend(L1, 7, 49152));
        all.put("chunk", new Chunk(L1, 2, List.of(second), true));
        all.put(
                "stored",
                new Stored("odoo", List.of(new Reach(L1, 2, 4)), List.of(new Refused(L1, 3, "no such product", 2))));
        all.put("relay", new Relay("floor-plan", "{\"floor\":1}"));
        all.putAll(LeaseSamples.fixed());
        return all;
    }

    /** Any message. */
    static PeerMessage any(Dice dice) {
        Stream stream = stream(dice);
        return switch (dice.nextInt(14)) {
            case 0 ->
                new Hello(
                        dice.text(40),
                        dice.text(40),
                        dice.between(0, 99),
                        dice.between(0, 99),
                        dice.oneIn(2),
                        dice.text(40));
            case 1 -> new Offer(entries(dice, stream, 1));
            case 2 -> new Kept(dice.text(40), uptos(dice));
            case 3 -> new Digest(dice.text(40), haves(dice), dice.oneIn(2));
            case 4 -> new Resend(stream, dice.nextLong(1, Long.MAX_VALUE), dice.nextInt(0, Integer.MAX_VALUE));
            case 5 -> new Chunk(stream, dice.nextLong(1, Long.MAX_VALUE), entries(dice, stream, 0), dice.oneIn(2));
            case 8 ->
                new Folded(dice.text(40), haves(dice), dice.nextLong(1, Long.MAX_VALUE), hash(dice), dice.oneIn(2));
            case 9 -> new Unfold();
            case 6 -> new Stored(dice.text(10), reaches(dice), refused(dice));
            case 7 -> new Relay(dice.text(10), dice.text(2_000));
            default -> LeaseSamples.any(dice);
        };
    }

    static Entry entry(Stream stream, long seq, Draft draft, Hash before) {
        return Entry.chained(
                new EntryId(stream, seq), new Stamp(1_790_000_000_000L + seq, 3, stream.origin()), draft, before);
    }

    static Draft draft(String topic, @Nullable String subject, String payload) {
        return new Draft(topic, subject, null, 1, null, "till-1", "op-7", payload);
    }

    private static List<Entry> entries(Dice dice, Stream stream, int least) {
        return IntStream.range(0, dice.between(least, 4))
                .mapToObj(at -> entry(dice, stream))
                .toList();
    }

    private static Entry entry(Dice dice, Stream stream) {
        Stamp stamp = new Stamp(dice.nextLong(), dice.nextInt(0, Integer.MAX_VALUE), stream.origin());
        Draft draft = new Draft(
                dice.text(30),
                maybe(dice),
                maybe(dice),
                dice.nextLong(),
                maybe(dice),
                maybe(dice),
                maybe(dice),
                dice.text(500));
        return new Entry(new EntryId(stream, dice.nextLong(1, Long.MAX_VALUE)), stamp, draft, hash(dice), hash(dice));
    }

    private static @Nullable String maybe(Dice dice) {
        return dice.oneIn(2) ? null : dice.text(30);
    }

    private static List<Upto> uptos(Dice dice) {
        return IntStream.range(0, dice.between(0, 5))
                .mapToObj(at -> new Upto(stream(dice), dice.nextLong(0, Long.MAX_VALUE)))
                .toList();
    }

    private static List<Reach> reaches(Dice dice) {
        return IntStream.range(0, dice.between(0, 3))
                .mapToObj(at ->
                        new Reach(stream(dice), dice.nextLong(0, Long.MAX_VALUE), dice.nextLong(0, Long.MAX_VALUE)))
                .toList();
    }

    private static List<Refused> refused(Dice dice) {
        return IntStream.range(0, dice.between(0, 3))
                .mapToObj(at -> new Refused(
                        stream(dice),
                        dice.nextLong(1, Long.MAX_VALUE),
                        dice.text(60),
                        dice.nextInt(0, Integer.MAX_VALUE)))
                .toList();
    }

    private static List<Have> haves(Dice dice) {
        return IntStream.range(0, dice.between(0, 5))
                .mapToObj(at -> new Have(
                        stream(dice),
                        dice.nextLong(0, Long.MAX_VALUE),
                        dice.nextLong(0, Long.MAX_VALUE),
                        dice.oneIn(2) ? null : hash(dice)))
                .toList();
    }

    private static Stream stream(Dice dice) {
        return new Stream(new LaneId(dice.word(1, 32)), dice.nextInt());
    }

    private static Hash hash(Dice dice) {
        byte[] bytes = new byte[Hash.BYTES];
        dice.nextBytes(bytes);
        return Hash.of(bytes);
    }
}
