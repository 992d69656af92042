package tillmesh.cloud.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an order was paid, in methods of its register, to the cent. What the customer handed over too much and got back is taken
 * off the cash: the three versions write change in three ways, and what stays in the drawer is the same in all.
 */
final class StockPayments {
    private StockPayments() {}

    /** @param method which @param amount what stays */
    record Taken(long method, String name, BigDecimal amount) {}

    static List<Taken> of(Sale sale, Register register) throws Unfit {
        List<Taken> taken = new ArrayList<>();
        BigDecimal over = sale.total().negate();
        for (Sale.Payment payment : sale.payments()) {
            over = over.add(payment.amount());
        }
        over = over.setScale(register.decimals(), RoundingMode.HALF_UP);
        if (over.signum() < 0) {
            throw new Unfit("it is not paid in full");
        }
        for (Sale.Payment payment : sale.payments()) {
            Register.Method method = method(payment, register);
            BigDecimal amount = payment.amount().setScale(register.decimals(), RoundingMode.HALF_UP);
            if (method.cash() && over.signum() > 0 && amount.signum() > 0) {
                BigDecimal back = over.min(amount);
                over = over.subtract(back);
                amount = amount.subtract(back);
            }
            if (amount.signum() != 0) {
                taken.add(new Taken(method.id(), payment.name(), amount));
            }
        }
        if (over.signum() > 0) {
            throw new Unfit("more was paid than it comes to, and not in cash");
        }
        return taken;
    }

    private static Register.Method method(Sale.Payment payment, Register register) throws Unfit {
        Optional<Register.Method> found = register.methods().stream()
                .filter(method -> payment.method() > 0 ? method.id() == payment.method() : like(payment, method))
                .findFirst();
        if (payment.credit() && payment.method() == 0) {
            throw new Unfit("it is on credit, and names no payment method of the register for that");
        }
        return found.orElseThrow(() -> new Unfit("its register has no such payment method"));
    }

    private static boolean like(Sale.Payment payment, Register.Method method) {
        return payment.journal() > 0
                ? method.journal() == payment.journal()
                : method.name().toLowerCase(Locale.ROOT).equals(payment.name().toLowerCase(Locale.ROOT));
    }
}
