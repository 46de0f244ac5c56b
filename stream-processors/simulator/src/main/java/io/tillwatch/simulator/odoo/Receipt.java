package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale or a return as a till sends it.
 *
 * @param till name of the till's configuration
 * @param original receipt that is returned; null when unknown and for sales
 */
record Receipt(
        String number,
        String uuid,
        String till,
        @Nullable String original,
        boolean back,
        List<SaleLine> lines,
        Money total,
        Money tax,
        List<Tender> tenders) {
    static Receipt of(SaleCompleted sale) {
        return new Receipt(
                sale.receipt(),
                sale.uuid(),
                sale.location() + "/" + sale.till(),
                null,
                false,
                sale.lines(),
                sale.total(),
                sale.tax(),
                sale.tenders());
    }

    static Receipt of(ReturnCompleted back) {
        return new Receipt(
                back.receipt(),
                back.uuid(),
                back.location() + "/" + back.till(),
                back.original(),
                true,
                back.lines(),
                back.total(),
                back.tax(),
                back.tenders());
    }
}
