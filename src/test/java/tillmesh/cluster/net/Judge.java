package tillmesh.cluster.net;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tillmesh.chaos.rig.Findings;
import tillmesh.cluster.net.Copy.Row;
import tillmesh.cluster.net.Ledger.Sale;

/** Compares what the tills were told with what stands in the files of all lanes, after all lanes were whole again. */
final class Judge {
    /** A lane shows no more cases at once. */
    private static final int REVIEW_MAX = 100;

    private final Findings findings;
    private final Ledger ledger;
    private final List<Copy> copies;
    private int branches;

    Judge(Findings findings, Ledger ledger, List<Copy> copies) {
        this.findings = findings;
        this.ledger = ledger;
        this.copies = copies;
    }

    /** @param reviews for each lane the cases that it shows, by the names of the entries, as often as it shows them */
    void judge(Map<String, List<String>> reviews) {
        copies.forEach(this::nothingIsMissing);
        Copy first = copies.get(0);
        nothingIsThereTwice(first);
        copies.forEach(copy -> sameAs(first, copy));
        doubleEdits(first, reviews);
        ledger.judgeHolds();
    }

    private void nothingIsMissing(Copy copy) {
        ledger.acks().forEach((operation, entry) -> {
            Row row = copy.entries().get(entry);
            Sale sale = ledger.sale(operation);
            if (row == null || sale == null) {
                findings.add(operation + " was acknowledged as " + entry + " and is not on " + copy.lane());
                return;
            }
            boolean same = sale.device().equals(row.screen())
                    && operation.equals(row.operation())
                    && sale.order().equals(row.subject())
                    && sale.written() == row.isVersion()
                    && (!sale.written() || row.payload().startsWith("{\"op\":\"" + operation + "\""));
            findings.unless(same, "%s was acknowledged as %s, which on %s is %s", operation, entry, copy.lane(), row);
        });
    }

    private void nothingIsThereTwice(Copy copy) {
        Map<String, String> byOperation = new HashMap<>();
        copy.entries().forEach((name, row) -> {
            if (row.operation() != null) {
                String twin = byOperation.put(row.operation(), name);
                findings.unless(twin == null, "%s was done twice: %s and %s", row.operation(), twin, name);
                findings.unless(
                        ledger.sale(row.operation()) != null,
                        "%s holds %s, which nobody asked for",
                        name,
                        row.operation());
            }
        });
    }

    private void sameAs(Copy first, Copy copy) {
        same("entries", hashes(first), hashes(copy), first, copy);
        same("heads", first.heads(), copy.heads(), first, copy);
        same("branches", first.branches(), copy.branches(), first, copy);
        findings.unless(
                copy.waiting().isEmpty(), "versions on %s still wait for their bases: %s", copy.lane(), copy.waiting());
    }

    private static Set<String> hashes(Copy copy) {
        Set<String> hashes = new TreeSet<>();
        copy.entries().forEach((name, row) -> hashes.add(name + " " + row.hash()));
        return hashes;
    }

    private void same(String what, Set<String> one, Set<String> other, Copy first, Copy copy) {
        Set<String> onlyOne = new TreeSet<>(one);
        onlyOne.removeAll(other);
        Set<String> onlyOther = new TreeSet<>(other);
        onlyOther.removeAll(one);
        findings.unless(
                onlyOne.isEmpty() && onlyOther.isEmpty(),
                "%s differ: only %s has %s, only %s has %s",
                what,
                first.lane(),
                onlyOne,
                copy.lane(),
                onlyOther);
    }

    // The tree of each order, built here from the bases that the entries name. Each leaf but the head waits in Review.
    private void doubleEdits(Copy copy, Map<String, List<String>> reviews) {
        Map<String, Set<String>> leaves = new TreeMap<>();
        Set<String> bases = new HashSet<>();
        copy.entries().values().forEach(row -> bases.addAll(List.of(row.bases().split(" "))));
        copy.entries().forEach((name, row) -> {
            if (row.isVersion() && !bases.contains(name)) {
                leaves.computeIfAbsent(String.valueOf(row.subject()), any -> new TreeSet<>())
                        .add(name);
            }
        });
        Map<String, String> heads = new HashMap<>();
        copy.heads().forEach(head -> {
            String[] words = head.split(" ");
            heads.put(words[0], words[4] + (words.length > 5 ? " paid" : ""));
        });
        Set<String> expected = new TreeSet<>();
        leaves.forEach((order, names) -> {
            String head = String.valueOf(heads.get(order)).split(" ")[0];
            findings.unless(names.contains(head), "%s has the head %s, which is no leaf of %s", order, head, names);
            names.stream().filter(name -> !name.equals(head)).forEach(expected::add);
        });
        branches = expected.size();
        paidStaysPaid(heads);
        reviews.forEach((lane, cases) -> shown(lane, cases, expected));
    }

    private void paidStaysPaid(Map<String, String> heads) {
        ledger.acks().keySet().forEach(operation -> {
            Sale sale = ledger.sale(operation);
            if (sale != null && sale.paid()) {
                String head = String.valueOf(heads.get(sale.order()));
                findings.unless(
                        head.endsWith(" paid"), "%s was paid by %s and its head is %s", sale.order(), operation, head);
            }
        });
    }

    private void shown(String lane, List<String> cases, Set<String> expected) {
        Set<String> distinct = new TreeSet<>(cases);
        findings.unless(distinct.size() == cases.size(), "%s shows a case twice: %s", lane, cases);
        findings.unless(
                expected.containsAll(distinct) && distinct.size() == Math.min(expected.size(), REVIEW_MAX),
                "%s shows %s in Review, the double edits are %s",
                lane,
                distinct,
                expected);
    }

    /** How many versions lost against another one. */
    int branches() {
        return branches;
    }
}
