package io.tillwatch.simulator;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.demand.Demand;
import io.tillwatch.simulator.demand.Demand.Product;
import io.tillwatch.simulator.demand.Weighted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fills baskets. The real year's baskets are those of wholesale; a shopper's are an eighth of it. */
final class Basket {
    private static final int SHOPPERS_SHARE = 8;
    private static final int MOST_LINES = 5;
    private static final int MOST_PIECES = 3;

    private Basket() {}

    static List<SaleLine> fill(Demand demand, Weighted<Product> choice, Dice dice) {
        int wanted = Math.min(MOST_LINES, 1 + demand.basketSizes().draw(dice.random()) / SHOPPERS_SHARE);
        List<SaleLine> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int tries = 0; tries < wanted * 2 && lines.size() < wanted; tries++) {
            Product product = choice.draw(dice.random());
            if (taken.add(product.sku())) {
                int pieces = Math.min(MOST_PIECES, demand.quantities().draw(dice.random()));
                lines.add(line(lines.size() + 1, product, pieces, 0));
            }
        }
        return lines;
    }

    static SaleLine line(int number, Product product, int pieces, int discountPercent) {
        long full = product.price().minor() * pieces;
        long total = full - (full * discountPercent + 50) / 100;
        return new SaleLine(
                number,
                product.sku(),
                Quantity.each(pieces),
                product.price(),
                new Money(total, Retailer.CURRENCY),
                null,
                null);
    }

    /** The line as it comes back: its money is negative. */
    static SaleLine back(SaleLine line, boolean restock) {
        return new SaleLine(
                1,
                line.sku(),
                line.quantity(),
                line.unitPrice(),
                line.total().negate(),
                restock ? null : Boolean.FALSE,
                line.goods());
    }

    static Money total(List<SaleLine> lines) {
        return lines.stream().map(SaleLine::total).reduce(Money.zero(Retailer.CURRENCY), Money::plus);
    }

    /** Tax is rounded line by line, as Odoo does. */
    static Money tax(List<SaleLine> lines) {
        long minor = 0;
        for (SaleLine line : lines) {
            minor += Retailer.taxIn(line.total().minor(), Retailer.taxPercent(line.sku()));
        }
        return new Money(minor, Retailer.CURRENCY);
    }
}
