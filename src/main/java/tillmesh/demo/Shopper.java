package tillmesh.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tillmesh.fault.Fault;

/** One scripted screen: opens an order, adds a few things, takes the money. Each step waits for its acknowledgement. */
final class Shopper {
    private final Till till;
    private final String device;
    private final RandomGenerator dice;
    private final Books books;
    private final Cook cook;
    private long count;

    Shopper(Till till, String device, RandomGenerator dice, Books books) {
        this.till = till;
        this.device = device;
        this.dice = dice;
        this.books = books;
        this.cook = new Cook(
                device,
                dice,
                (topic, subject, payload) -> step(
                        nextOp(),
                        "PUBLISH",
                        "\"topic\":\"" + topic + "\",\"subject\":\"" + subject + "\",\"payload\":" + payload));
    }

    /** Where is written down what was sold. Any thread. */
    interface Books {
        /** Money is about to be taken by that operation. */
        void paying(String opId, int cents);

        /** An operation was acknowledged. @param entryId its entry, empty when it made none @param nanos that took */
        void acked(String opId, String entryId, long nanos);

        /** An operation was not. */
        void unanswered(String opId);
    }

    /** One whole sale. @param nowMillis wall clock, for the reference @throws tillmesh.fault.Fault when the lane is silent */
    void sell(long nowMillis) {
        String ref = "NU/CFG1/S1/" + nowMillis + "-" + String.format("%04x", dice.nextInt(0x10000));
        step(nextOp(), "LEASE_ACQUIRE", "\"posReference\":\"" + ref + "\",\"baseVersion\":0");
        List<Catalog.Product> basket = new ArrayList<>();
        int things = 1 + dice.nextInt(4);
        for (int version = 0; version < things; version++) {
            basket.add(Catalog.PRODUCTS.get(dice.nextInt(Catalog.PRODUCTS.size())));
            save(ref, version, basket, false);
        }
        save(ref, things, basket, true);
        step(nextOp(), "LEASE_RELEASE", "\"posReference\":\"" + ref + "\"");
        cook.hear(ref, basket, nowMillis);
    }

    private void save(String ref, int version, List<Catalog.Product> basket, boolean paid) {
        String opId = nextOp();
        if (paid) {
            books.paying(opId, total(basket));
        }
        step(
                opId,
                "ORDER_SNAPSHOT",
                "\"posReference\":\"" + ref + "\",\"baseVersion\":" + version + ",\"snapshot\":"
                        + snapshot(ref, basket, paid));
    }

    private String nextOp() {
        return device + "-" + Long.toHexString(System.nanoTime()) + "-" + count++;
    }

    private void step(String opId, String type, String members) {
        long begun = System.nanoTime();
        String ack;
        try {
            ack = till.send(opId, type, members);
        } catch (Fault e) {
            books.unanswered(opId);
            throw e;
        }
        books.acked(opId, Words.entryId(ack), System.nanoTime() - begun);
    }

    private static int total(List<Catalog.Product> basket) {
        return basket.stream().mapToInt(Catalog.Product::cents).sum();
    }

    private static String snapshot(String ref, List<Catalog.Product> basket, boolean paid) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < basket.size(); i++) {
            Catalog.Product product = basket.get(i);
            lines.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"l" + (i + 1) + "\",\"productId\":\"" + product.id() + "\",\"name\":\""
                            + product.name() + "\",\"quantity\":1,\"unitPrice\":" + Catalog.money(product.cents())
                            + ",\"taxIds\":[]}");
        }
        String sum = Catalog.money(total(basket));
        String payments = paid
                ? "{\"statementId\":1,\"journalId\":1,\"accountId\":1,\"amount\":" + sum + ",\"name\":\"Cash\"}"
                : "";
        return List.of(
                        "\"posReference\":\"" + ref + "\"",
                        "\"orderType\":\"takeout\"",
                        "\"status\":\"" + (paid ? "paid" : "open") + "\"",
                        "\"lines\":[" + lines + "]",
                        "\"totals\":{\"subtotal\":" + sum + ",\"tax\":0,\"total\":" + sum + "}",
                        "\"paymentLines\":[" + payments + "]")
                .stream()
                .collect(Collectors.joining(",", "{", "}"));
    }
}
