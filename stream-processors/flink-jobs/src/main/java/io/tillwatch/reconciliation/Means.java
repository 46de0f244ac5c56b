package io.tillwatch.reconciliation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a receipt was paid, in the types that Odoo gives its payment methods. */
public enum Means {
    CASH("cash"),
    BANK("bank"),
    /** On the customer's account. */
    PAY_LATER("pay_later");

    private static final Map<String, Means> WORDS = Map.ofEntries(
            Map.entry("cash", CASH),
            Map.entry("card", BANK),
            Map.entry("bank", BANK),
            Map.entry("credit", BANK),
            Map.entry("credit_card", BANK),
            Map.entry("debit", BANK),
            Map.entry("debit_card", BANK),
            Map.entry("account", PAY_LATER),
            Map.entry("customer_account", PAY_LATER),
            Map.entry("pay_later", PAY_LATER));

    private final String type;

    Means(String type) {
        this.type = type;
    }

    /** Odoo's type of such payment methods. */
    public String type() {
        return type;
    }

    /** What a till or Odoo calls it, in any case; null for a word that says nothing certain, such as a voucher. */
    public static @Nullable Means of(@Nullable String word) {
        return word == null ? null : WORDS.get(word.toLowerCase(Locale.ROOT));
    }
}
