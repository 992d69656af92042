package tillmesh.cloud.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What each line of an order comes to, without taxes and with them. A plain Odoo stores what it is told, and cannot close a
 * session in which lines and totals differ: so the lines must add up to what the customer paid, or the order is not sent.
 *
 * @param without for each line
 * @param with for each line
 */
record LineTotals(List<BigDecimal> without, List<BigDecimal> with) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static LineTotals of(Sale sale, Map<Long, Tax> taxes, int decimals) throws Unfit {
        List<BigDecimal> without = new ArrayList<>();
        List<BigDecimal> with = new ArrayList<>();
        for (Sale.Line line : sale.lines()) {
            line(line, taxes, decimals, without, with);
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(decimals);
        fit(with, sale.total(), cent, "its lines do not add up to its total");
        boolean told = sale.tax().signum() != 0 || sum(with).compareTo(sum(without)) == 0;
        if (told) {
            fit(without, sale.total().subtract(sale.tax()), cent, "its lines do not add up to its taxes");
        }
        return new LineTotals(List.copyOf(without), List.copyOf(with));
    }

    /** All taxes of the order. */
    BigDecimal tax() {
        return sum(with).subtract(sum(without));
    }

    private static void line(
            Sale.Line line, Map<Long, Tax> taxes, int decimals, List<BigDecimal> without, List<BigDecimal> with)
            throws Unfit {
        BigDecimal kept = HUNDRED.subtract(line.discount()).movePointLeft(2);
        BigDecimal gross = line.price().multiply(line.quantity()).multiply(kept);
        List<Tax> own = new ArrayList<>();
        for (long id : line.taxes()) {
            Tax tax = taxes.get(id);
            if (tax == null || !tax.known()) {
                throw new Unfit("it has a tax that this lane cannot calculate");
            }
            own.add(tax);
        }
        BigDecimal within = BigDecimal.ONE;
        for (Tax tax : own) {
            within = tax.included() ? within.add(tax.amount().movePointLeft(2)) : within;
        }
        BigDecimal net = gross.divide(within, decimals, RoundingMode.HALF_UP);
        BigDecimal full = gross.setScale(decimals, RoundingMode.HALF_UP);
        for (Tax tax : own) {
            if (!tax.included()) {
                BigDecimal share = tax.fixed()
                        ? tax.amount().multiply(line.quantity())
                        : net.multiply(tax.amount()).movePointLeft(2);
                full = full.add(share.setScale(decimals, RoundingMode.HALF_UP));
            }
        }
        without.add(net);
        with.add(full);
    }

    // A till may round the whole and not each line: a cent for each line is put where it is noticed least.
    private static void fit(List<BigDecimal> parts, BigDecimal whole, BigDecimal cent, String why) throws Unfit {
        BigDecimal gap = whole.setScale(cent.scale(), RoundingMode.HALF_UP).subtract(sum(parts));
        if (gap.signum() == 0) {
            return;
        }
        if (parts.isEmpty() || gap.abs().compareTo(cent.multiply(BigDecimal.valueOf(parts.size()))) > 0) {
            throw new Unfit(why);
        }
        int most = 0;
        for (int at = 1; at < parts.size(); at++) {
            most = parts.get(at).abs().compareTo(parts.get(most).abs()) > 0 ? at : most;
        }
        parts.set(most, parts.get(most).add(gap));
    }

    static BigDecimal sum(List<BigDecimal> parts) {
        return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
