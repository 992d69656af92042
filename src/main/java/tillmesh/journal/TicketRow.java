package tillmesh.journal;

/** One row of table {@code ticket}: the last number given out that day for that type. */
record TicketRow(String day, String orderType, long last, long seal) {
    static TicketRow of(String day, String orderType, long last) {
        return new TicketRow(day, orderType, last, Seal.of("ticket", day, orderType, last));
    }

    long checked() {
        if (Seal.of("ticket", day, orderType, last) != seal) {
            throw SqlTrouble.damaged("a ticket counter is damaged", null);
        }
        return last;
    }
}
