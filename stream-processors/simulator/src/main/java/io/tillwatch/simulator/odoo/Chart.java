package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fresh Odoo has before anyone sells: company, currency, users, accounts, journals and taxes. */
final class Chart {
    static final long ADMINISTRATOR = 2;
    private static final long READER = 10;

    private final Database database;
    private final String currencyCode;
    private final double unit;
    private final Map<Integer, Tax> taxes = new HashMap<>();
    final Row company;
    final Row currency;
    final Row stockValuation;
    final Row receivable;
    final Row taxReceived;
    final Row productSales;
    final Row expenses;
    final Row posReceivable;
    final Row outstanding;
    final Row cash;
    final Row salesJournal;
    final Row posJournal;
    final Row cardJournal;
    final Row cashJournal;

    Chart(Database database, String currencyCode) {
        this.database = database;
        this.currencyCode = currencyCode;
        Currency iso = Currency.getInstance(currencyCode);
        unit = Math.pow(10, iso.getDefaultFractionDigits());
        company = named("res.company", "Northwind Retail");
        currency = named("res.currency", currencyCode);
        database.edit(currency)
                .set("symbol", iso.getSymbol(Locale.UK))
                .set("rounding", 1 / unit)
                .set("decimal_places", iso.getDefaultFractionDigits())
                .set("rate", 1)
                .set("active", true);
        user(ADMINISTRATOR, "Administrator", "admin");
        user(READER, "Integration Read-Only", "integration_ro");
        stockValuation = account("110100", "Stock Valuation", "asset_current", false);
        receivable = account("121000", "Account Receivable", "asset_receivable", true);
        taxReceived = account("251000", "Tax Received", "liability_current", false);
        productSales = account("400000", "Product Sales", "income", false);
        expenses = account("600000", "Expenses", "expense", false);
        posReceivable = account("101300", "Account Receivable (PoS)", "asset_receivable", true);
        outstanding = account("101403", "Outstanding Receipts", "asset_current", true);
        cash = account("101501", "Cash", "asset_cash", false);
        Row acquirer = account("101405", "Card Acquirer", "asset_cash", false);
        salesJournal = journal("Sales", "INV", "sale", productSales);
        posJournal = journal("Point of Sale", "POSS", "general", null);
        cardJournal = journal("Card Acquirer", "CARD", "bank", acquirer);
        cashJournal = journal("Cash", "CSH1", "cash", cash);
    }

    private void user(long id, String name, String login) {
        database.create("res.users", id).set("name", name).set("login", login);
    }

    private Row named(String model, String name) {
        return database.create(model).set("name", name).row();
    }

    private Row account(String code, String name, String type, boolean reconcile) {
        return database.create("account.account")
                .set("code", code)
                .set("name", name)
                .set("account_type", type)
                .set("reconcile", reconcile)
                .set("internal_group", type.substring(0, (type + "_").indexOf('_')))
                .row();
    }

    private Row journal(String name, String code, String type, @Nullable Row account) {
        return database.create("account.journal")
                .set("name", name)
                .set("code", code)
                .set("type", type)
                .set("default_account_id", account)
                .row();
    }

    /** The tax of that rate, included in the price. */
    Tax tax(int percent) {
        return taxes.computeIfAbsent(percent, rate -> {
            Row row = database.create("account.tax")
                    .set("name", rate + "% incl")
                    .set("amount", rate)
                    .set("amount_type", "percent")
                    .set("type_tax_use", "sale")
                    .set("price_include", true)
                    .set("active", true)
                    .row();
            return new Tax(row, rate);
        });
    }

    Money money(long minor) {
        return new Money(minor, currencyCode);
    }

    /** As a row holds it: dividing rounds to the same float as python reads from the decimal text. */
    double amount(long minor) {
        return minor / unit;
    }

    /** Minor units of an amount as a row holds it. */
    long minor(double amount) {
        return Money.of(BigDecimal.valueOf(amount), currencyCode).minor();
    }
}
