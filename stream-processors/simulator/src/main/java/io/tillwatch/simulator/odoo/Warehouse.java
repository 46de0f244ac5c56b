package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;

/**
 * A shop or warehouse.
 *
 * @param code at most a few letters, it starts the numbers of its transfers
 * @param stock where its goods lie
 * @param firstType id of its first operation type; the others follow
 */
record Warehouse(Row row, String code, Row stock, long firstType) {
    /** What a transfer is for. */
    enum Operation {
        RECEIPT(0, "IN", "incoming", "Receipts"),
        DELIVERY(1, "OUT", "outgoing", "Delivery Orders"),
        POS(2, "POS", "outgoing", "PoS Orders");

        private final int place;
        final String letters;
        final String code;
        final String title;

        Operation(int place, String letters, String code, String title) {
            this.place = place;
            this.letters = letters;
            this.code = code;
            this.title = title;
        }
    }

    long type(Operation operation) {
        return firstType + operation.place;
    }
}
