package io.tillwatch.odoo.source;

/** The state of a split while it is read. Not thread-safe. */
final class CompanyProgress {
    OdooSplit split;

    CompanyProgress(OdooSplit split) {
        this.split = split;
    }
}
