package io.tillwatch.simulator.retailfile;

/** What a line is; each line is exactly one of these. */
enum Bucket {
    SALE,
    RETURN,
    ADJUSTMENT,
    /** On a receipt that adds money. */
    NON_GOODS_CHARGED,
    /** On a receipt that gives money back. */
    NON_GOODS_REFUNDED;

    private static final String CANCELLATION = "C";

    /**
     * Goods at no price are given away when they stand on a receipt, and a correction of stock otherwise. The file has
     * receipts of web orders where one line bears the money of all.
     *
     * @param onReceipt the invoice has a customer or a price
     */
    static Bucket of(FileLine line, boolean onReceipt) {
        boolean cancelled = line.invoice().startsWith(CANCELLATION);
        boolean back = line.quantity() < 0;
        if (!line.goods()) {
            return line.price().signum() < 0 != back ? NON_GOODS_REFUNDED : NON_GOODS_CHARGED;
        }
        if (line.priced() || cancelled) {
            return back ? RETURN : SALE;
        }
        return back || !onReceipt ? ADJUSTMENT : SALE;
    }

    boolean charged() {
        return this == SALE || this == NON_GOODS_CHARGED;
    }

    boolean refunded() {
        return this == RETURN || this == NON_GOODS_REFUNDED;
    }
}
