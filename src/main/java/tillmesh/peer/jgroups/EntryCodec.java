package tillmesh.peer.jgroups;

import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Check;
import tillmesh.time.Stamp;

/**
 * The byte form of an entry whose stream is known: seq, wall milliseconds, count, topic, subject, token, version, base,
 * screen, opId, payload, the hash before it, its hash. The stamp's lane is the origin and is not repeated. The payload is
 * not looked into.
 */
final class EntryCodec {
    private EntryCodec() {}

    static void put(FrameWriter out, Stream stream, Entry entry) {
        Check.that(
                entry.id().stream().equals(stream) && entry.stamp().lane().equals(stream.origin()),
                "%s is not of %s",
                entry.id(),
                stream);
        Draft draft = entry.draft();
        out.part(new FrameWriter()
                .number(entry.id().seq())
                .number(entry.stamp().wallMillis())
                .number(entry.stamp().count())
                .text(draft.topic())
                .text(draft.subject())
                .text(draft.token())
                .number(draft.version())
                .text(draft.base())
                .text(draft.screen())
                .text(draft.opId())
                .text(draft.payload())
                .hash(entry.prevHash())
                .hash(entry.hash()));
    }

    static Entry get(FrameReader frame, Stream stream, boolean newer) throws BadFrame {
        FrameReader in = frame.part();
        EntryId id = new EntryId(stream, in.atLeast(1));
        Stamp stamp = new Stamp(in.number(), in.whole(0), stream.origin());
        Draft draft = new Draft(
                in.text(),
                in.textOrNull(),
                in.textOrNull(),
                in.number(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.text());
        Entry entry = new Entry(id, stamp, draft, in.hash(), in.hash());
        in.end(newer);
        return entry;
    }
}
