package io.tillwatch.app.reconcile;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses of records in Odoo's web client. */
final class OdooLinks {
    private OdooLinks() {}

    /** Such as {@code https://odoo.example.com/odoo/account.move/87}; null without an address of Odoo. */
    static @Nullable String of(@Nullable URI odoo, String model, long id) {
        if (odoo == null || odoo.getHost() == null) {
            return null;
        }
        // Without what else the address may hold, such as a password.
        String port = odoo.getPort() < 0 ? "" : ":" + odoo.getPort();
        return odoo.getScheme() + "://" + odoo.getHost() + port + "/odoo/" + model + "/" + id;
    }

    /** Of the first record that a case names; null when it names none. */
    static @Nullable String of(@Nullable URI odoo, ReconciliationCase found) {
        if (!found.postings().isEmpty()) {
            ReconciliationCase.Posting first = found.postings().get(0);
            return of(odoo, first.model(), first.id());
        }
        return found.sessions().isEmpty()
                ? null
                : of(odoo, "pos.session", found.sessions().get(0));
    }
}
