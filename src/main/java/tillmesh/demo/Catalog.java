package tillmesh.demo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the demo's shop sells, and where people sit. Prices are in cents. */
final class Catalog {
    /** One product. */
    record Product(String id, String name, int cents, String group) {
        /** Where it is made: {@code bar}, {@code kitchen}, or empty when nobody makes it. */
        String station() {
            return switch (group) {
                case "Drinks" -> "bar";
                case "Kitchen", "Sweets" -> "kitchen";
                default -> "";
            };
        }

        String json() {
            return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"price\":\"" + money(cents) + "\",\"group\":\""
                    + group + "\"" + (station().isEmpty() ? "" : ",\"station\":\"" + station() + "\"") + "}";
        }
    }

    static final int TABLES = 12;

    static final List<Product> PRODUCTS = List.of(
            new Product("101", "Espresso", 250, "Drinks"),
            new Product("102", "Cappuccino", 340, "Drinks"),
            new Product("103", "Lemonade", 310, "Drinks"),
            new Product("104", "Draft beer", 420, "Drinks"),
            new Product("105", "House wine", 550, "Drinks"),
            new Product("106", "Mineral water", 220, "Drinks"),
            new Product("201", "Soup of the day", 580, "Kitchen"),
            new Product("202", "Club sandwich", 890, "Kitchen"),
            new Product("203", "Green salad", 760, "Kitchen"),
            new Product("204", "Grilled fish", 1650, "Kitchen"),
            new Product("205", "Burger with fries", 1290, "Kitchen"),
            new Product("206", "Vegetable curry", 1180, "Kitchen"),
            new Product("301", "Cheesecake", 490, "Sweets"),
            new Product("302", "Ice cream", 380, "Sweets"),
            new Product("303", "Fruit tart", 460, "Sweets"),
            new Product("401", "Gift card", 2500, "Shop"),
            new Product("402", "Coffee beans 250 g", 890, "Shop"),
            new Product("403", "Mug", 1200, "Shop"));

    private Catalog() {}

    static String money(long cents) {
        return cents / 100 + "." + String.format("%02d", cents % 100);
    }

    /** The payload of the topic {@code catalog}. */
    static String json() {
        String products = PRODUCTS.stream().map(Product::json).collect(Collectors.joining(","));
        String tables = IntStream.rangeClosed(1, TABLES)
                .mapToObj(id ->
                        "{\"id\":" + id + ",\"name\":\"Table " + id + "\",\"seats\":" + (id % 3 == 0 ? 6 : 4) + "}")
                .collect(Collectors.joining(","));
        return "{\"products\":[" + products + "],\"tables\":[" + tables + "]}";
    }

    /** Tells a lane what it sells. Doing it again changes nothing: the operations carry the same names. */
    static void seed(Till till) {
        till.send("catalog-2", "PUBLISH", "\"topic\":\"catalog\",\"payload\":" + json());
        for (int table = 1; table <= TABLES; table++) {
            till.send("table-" + table, "TABLE_UPDATE", "\"tableId\":" + table + ",\"status\":\"available\"");
        }
    }
}
