package tillmesh.bench;

import tillmesh.entry.Draft;
import tillmesh.entry.Topics;

/** What is in an entry that goes upstairs. */
enum Goods {
    /** Only the ledger takes it. */
    MESSAGE("free messages") {
        @Override
        Draft draft(int number) {
            String payload = "{\"n\":" + number + ",\"note\":\"" + mixed(number).repeat(30) + "\"}";
            return new Draft("event", null, null, 0, null, "till-1", "op-" + number, payload);
        }
    },
    /** A sale with its lines and payments, which becomes rows of five tables. */
    SALE("paid orders") {
        @Override
        Draft draft(int number) {
            String payload = "{\"status\":\"paid\",\"tableId\":" + number % 40
                    + ",\"totals\":{\"subtotal\":10.00,\"tax\":2.00,\"total\":12.00},"
                    + "\"lines\":[{\"id\":\"a\",\"productId\":\"" + mixed(number)
                    + "\",\"name\":\"Soup of the day\",\"quantity\":1,\"unitPrice\":4.50},"
                    + "{\"id\":\"b\",\"productId\":\"" + mixed(number + 1)
                    + "\",\"name\":\"Bread and butter\",\"quantity\":3,\"unitPrice\":2.50}],"
                    + "\"paymentLines\":[{\"name\":\"Cash\",\"amount\":12.00}]}";
            return new Draft(Topics.ORDER_PAID, "order-" + number, null, 1, null, "till-1", "op-" + number, payload);
        }
    };

    final String title;

    Goods(String title) {
        this.title = title;
    }

    abstract Draft draft(int number);

    // So that no two are alike, as in a shop, and gzip does not gain more than there.
    private static String mixed(int number) {
        return Integer.toHexString(number * 0x9E3779B9);
    }
}
