package io.tillwatch.reconciliation.bulk;

/** So much differs that judging each line makes no sense. */
final class TooManySuspects extends IllegalStateException {
    TooManySuspects(int most) {
        super("more than " + most + " receipts and orders have no counterpart that agrees:"
                + " are the sales and the export of the same shops and days, and do both carry the tills' uuid?");
    }
}
