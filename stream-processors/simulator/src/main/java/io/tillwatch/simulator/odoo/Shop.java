package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import org.jspecify.annotations.Nullable;

/** Everything that works together in the books of one company. Called within the database's transactions. */
final class Shop {
    private static final String DEFAULT_CURRENCY = "GBP";

    private @Nullable Warehouse central;
    final Database database;
    final Numbers numbers = new Numbers();
    final Chart chart;
    final Catalogue catalogue;
    final Premises premises;
    final Tills tills;
    final Transfers transfers;
    final PosTransfers posTransfers;
    final PosLines posLines;
    final PosOrders orders;
    final ClosingEntry closing;
    final Bank bank;
    final PosSessions sessions;
    final Deliveries deliveries;
    final SaleOrders saleOrders;
    final Goods goods;

    private Shop(Database database, String currency) {
        this.database = database;
        chart = new Chart(database, currency);
        catalogue = new Catalogue(database, chart);
        premises = new Premises(database, chart);
        tills = new Tills(database, chart, premises);
        transfers = new Transfers(database, new Stock(database), numbers);
        posTransfers = new PosTransfers(this);
        posLines = new PosLines(this);
        orders = new PosOrders(this);
        deliveries = new Deliveries(this);
        closing = new ClosingEntry(this);
        bank = new Bank(this);
        sessions = new PosSessions(this);
        saleOrders = new SaleOrders(this);
        goods = new Goods(this);
    }

    /** Founds the company with its articles, tills and opening stock. */
    static Shop found(Database database, OdooAction.Found found) {
        Stamp at = Stamp.of(found.at());
        String currency = found.articles().isEmpty()
                ? DEFAULT_CURRENCY
                : found.articles().get(0).price().currency();
        Shop shop = new Shop(database, currency);
        found.articles().forEach(article -> shop.catalogue.add(article, at));
        found.tills().forEach(shop.tills::add);
        shop.goods.open(found.shelves(), at);
        found.shelves().stream()
                .map(OdooAction.Shelf::location)
                .filter(location -> !shop.tills.sellsAt(location))
                .findFirst()
                .ifPresent(location -> shop.central = shop.premises.warehouse(location));
        return shop;
    }

    /** Where goods of orders come back to: the first warehouse without a till, else where they left. */
    Warehouse returnsWarehouse(Warehouse left) {
        return central == null ? left : central;
    }
}
