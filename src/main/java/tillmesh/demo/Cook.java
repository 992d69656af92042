package tillmesh.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Now and then has the kitchen or the bar make what a scripted screen sold, and says some time later that it is made. */
final class Cook {
    /** One sale in so many is made by somebody; the rest would be more than a screen of tickets. */
    private static final int ONE_IN = 12;

    private static final int LEAST_MILLIS = 20_000;
    private static final int SPAN_MILLIS = 50_000;

    private final String device;
    private final RandomGenerator dice;
    private final Publisher publisher;
    private final Deque<Pot> pots = new ArrayDeque<>();

    /** @param device of the screen, which is part of its tickets' names */
    Cook(String device, RandomGenerator dice, Publisher publisher) {
        this.device = device;
        this.dice = dice;
        this.publisher = publisher;
    }

    /** Sends a free message. */
    @FunctionalInterface
    interface Publisher {
        /** @param payload as JSON @throws tillmesh.fault.Fault when the lane does not take it */
        void publish(String topic, String subject, String payload);
    }

    /** What is on the fire until then. */
    private record Pot(String ticketId, long readyMillis) {}

    /** A sale was made. Says first what has become ready meanwhile. */
    void hear(String ref, List<Catalog.Product> basket, long nowMillis) {
        while (!pots.isEmpty() && pots.peekFirst().readyMillis() <= nowMillis) {
            Pot ready = pots.peekFirst();
            publisher.publish(
                    "kitchen.bump",
                    ref,
                    "{\"ticketId\":\"" + ready.ticketId() + "\",\"done\":true,\"by\":\"" + device + "\"}");
            pots.removeFirst();
        }
        if (dice.nextInt(ONE_IN) == 0) {
            basket.stream()
                    .filter(product -> !product.station().isEmpty())
                    .collect(Collectors.groupingBy(Catalog.Product::station))
                    .forEach((station, products) -> ask(ref, station, products, nowMillis));
        }
    }

    private void ask(String ref, String station, List<Catalog.Product> products, long nowMillis) {
        String ticketId = ref + "/" + station + "/1@" + device;
        Map<String, Long> pieces =
                products.stream().collect(Collectors.groupingBy(Catalog.Product::name, Collectors.counting()));
        String lines = pieces.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> "{\"name\":\"" + one.getKey() + "\",\"quantity\":" + one.getValue() + "}")
                .collect(Collectors.joining(","));
        publisher.publish(
                "kitchen.ticket",
                ref,
                "{\"ticketId\":\"" + ticketId + "\",\"station\":\"" + station + "\",\"posReference\":\"" + ref
                        + "\",\"title\":\"Counter " + ref.substring(ref.length() - 4) + "\",\"by\":\"" + device
                        + "\",\"lines\":[" + lines + "]}");
        // Pots come off the fire in the order in which they were put on it.
        long after = nowMillis + LEAST_MILLIS + dice.nextInt(SPAN_MILLIS);
        pots.addLast(new Pot(
                ticketId,
                pots.isEmpty() ? after : Math.max(after, pots.peekLast().readyMillis())));
    }
}
