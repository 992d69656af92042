package tillmesh.chaos;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tillmesh.chaos.Book.Ack;
import tillmesh.chaos.Op.Kind;
import tillmesh.chaos.rig.Findings;
import tillmesh.chaos.rig.RawSocket;
import tillmesh.chaos.rig.Words;

/**
 * Reads the journal of a running node from the very beginning, as any subscriber may, and compares it with what the tills
 * remember: each acknowledged entry once, to the letter, numbers without gaps, versions and tickets only upwards.
 */
final class Audit {
    private final Book book;
    private final Findings findings;
    private String heard = "";
    private final Map<String, String> entries = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private final Map<String, Long> tickets = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    private Audit(Book book, Findings findings) {
        this.book = book;
        this.findings = findings;
    }

    /**
     * Audits everything that was acknowledged before the call. The tills may go on meanwhile.
     *
     * @param name unlike that of every other audit of the same folder
     * @param before what an earlier audit saw; all of it must still be there
     * @return which operation stands in which entry
     */
    static Map<String, String> of(Storm storm, String name, Map<String, String> before) throws IOException {
        Map<String, Ack> acks = storm.book().acks();
        Audit audit = new Audit(storm.book(), storm.findings());
        try (RawSocket socket = storm.connect()) {
            audit.read(socket, name);
        } catch (IOException e) {
            throw new IOException(
                    "the audit broke off after " + audit.entries.size() + " entries at " + audit.heard, e);
        }
        acks.forEach(audit::compare);
        before.forEach((op, entry) -> audit.findings.unless(
                entry.equals(audit.written.get(op)),
                "%s was published as %s and is now %s",
                op,
                entry,
                audit.written.get(op)));
        return audit.written;
    }

    private void read(RawSocket socket, String name) throws IOException {
        socket.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"auditor-" + name + "\"}");
        while (!Words.is(heard, "SYNC_STATUS")) {
            heard = socket.text();
        }
        String subscribe = "{\"type\":\"SUBSCRIBE\",\"opId\":\"all\",\"topics\":[\"*\"],\"from\":\"start\"}";
        String fence = "{\"type\":\"PUBLISH\",\"opId\":\"" + name + "\",\"topic\":\"audit\",\"subject\":\"" + name
                + "\",\"payload\":{}}";
        socket.send(subscribe);
        for (heard = socket.text(); !isEnd(name); heard = socket.text()) {
            if (Words.is(heard, "PUBLISHED")) {
                look(heard);
            } else if (Words.is(heard, "ACK")) {
                // A disk that is just recovering may refuse either; then it is asked again.
                boolean first = Words.text(heard, "opId").equals("all");
                boolean done = heard.contains("\"ok\":true");
                if (first || !done) {
                    socket.send(first && !done ? subscribe : fence);
                }
            }
        }
        number(Words.text(heard, "entryId"));
    }

    private boolean isEnd(String name) {
        return Words.is(heard, "PUBLISHED") && Words.text(heard, "subject").equals(name);
    }

    private void look(String published) {
        String entry = Words.text(published, "entryId");
        number(entry);
        String topic = Words.text(published, "topic");
        String payload = published.substring(published.indexOf("\"payload\":") + 10);
        entries.put(entry, topic);
        if (topic.equals("ticket.number")) {
            ticket(entry, Words.text(payload, "orderType"), Words.number(payload, "ticketNumber"));
        }
        String id = id(payload);
        Op op = id.isEmpty() ? null : book.op(id);
        if (op == null) {
            findings.unless(id.isEmpty(), "%s holds %s, which nobody asked for", entry, id);
            return;
        }
        String twin = written.put(id, entry);
        findings.unless(twin == null, "%s is in the journal twice: %s and %s", id, twin, entry);
        compare(op, entry, payload);
    }

    private void compare(Op op, String entry, String payload) {
        Op.Print print = op.payload();
        if (print != null) {
            boolean same = payload.length() >= print.length()
                    && Op.Print.of(payload.substring(0, print.length())).equals(print);
            findings.unless(same, "%s in %s is not what was sent", op.id(), entry);
        }
        String order = op.order();
        if (order != null && op.version() > 0) {
            long before = Objects.requireNonNullElse(highest.put(order, op.version()), 0L);
            findings.unless(op.version() == before + 1, "%s went from version %d to %d", order, before, op.version());
        }
    }

    private void number(String entry) {
        int dash = entry.lastIndexOf('-');
        long sequence = Long.parseLong(entry.substring(dash + 1));
        long before = Objects.requireNonNullElse(sequences.put(entry.substring(0, dash), sequence), 0L);
        findings.unless(sequence == before + 1, "%s comes after number %d of its life", entry, before);
    }

    private void ticket(String entry, String type, long ticket) {
        long before = Objects.requireNonNullElse(tickets.put(type, ticket), 0L);
        findings.unless(ticket == before + 1, "%s gives %s number %d after %d", entry, type, ticket, before);
        entries.put(entry, "ticket " + ticket);
    }

    private static String id(String payload) {
        int at = payload.indexOf("\"k9-");
        return at < 0 ? "" : payload.substring(at + 1, payload.indexOf('"', at + 1));
    }

    private void compare(String id, Ack ack) {
        Op op = book.of(id);
        if (!op.kind().written) {
            return;
        }
        String found = entries.get(ack.entryId());
        findings.unless(found != null, "%s was acknowledged as %s and is gone", id, ack.entryId());
        if (op.kind() == Kind.TICKET_NUMBER_REQUEST) {
            findings.unless(
                    ("ticket " + ack.ticket()).equals(found),
                    "%s got ticket %d, the journal says %s",
                    id,
                    ack.ticket(),
                    found);
        } else if (op.named()) {
            findings.unless(
                    ack.entryId().equals(written.get(id)),
                    "%s was acknowledged as %s and is %s",
                    id,
                    ack.entryId(),
                    written.get(id));
        }
    }
}
