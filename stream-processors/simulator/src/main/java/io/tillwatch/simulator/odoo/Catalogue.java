package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The products. */
final class Catalogue {
    private static final int USUAL_TAX = 20;
    private static final int COST_PERCENT = 45;
    private static final long UNITS = 1;
    private static final long MERCHANDISE = 5;

    private final Database database;
    private final Chart chart;
    private final Map<String, Product> products = new HashMap<>();

    Catalogue(Database database, Chart chart) {
        this.database = database;
        this.chart = chart;
        database.name("uom.uom", UNITS, "Units");
        database.name("product.category", MERCHANDISE, "Merchandise");
    }

    /** Goods that nobody founded are made as they are first sold, as a connector does. */
    Product get(String sku, @Nullable Money price, Stamp stamp) {
        Product known = products.get(sku);
        Money asked = price == null ? chart.money(0) : price;
        return known != null ? known : add(new OdooAction.Article(sku, sku, asked, USUAL_TAX), stamp);
    }

    Product add(OdooAction.Article article, Stamp stamp) {
        Tax tax = chart.tax(article.taxPercent());
        long gross = article.price().minor();
        long cost = (gross - tax.in(gross)) * COST_PERCENT / 100;
        Row row = database.create("product.product")
                .set("default_code", article.sku())
                .set("name", article.name())
                .set("display_name", "[" + article.sku() + "] " + article.name())
                .set("active", true)
                .set("type", "consu")
                .set("is_storable", true)
                .set("tracking", "none")
                .set("list_price", article.price())
                .set("lst_price", article.price())
                .set("standard_price", chart.amount(cost))
                .set("taxes_id", List.of(tax.row()))
                .set("uom_id", UNITS)
                .set("categ_id", MERCHANDISE)
                .set("write_date", stamp.moment())
                .row();
        Product product = new Product(row, article.sku(), tax, cost);
        products.put(article.sku(), product);
        return product;
    }
}
