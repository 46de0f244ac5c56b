package io.tillwatch.simulator.odoo.records;

/** The names that Odoo makes of a record's fields, as far as they were recorded. */
final class DisplayName {
    private static final int LONGEST_REF = 50;
    private static final String CUT = " [...]";

    private DisplayName() {}

    static String of(Row row, Database database) {
        return switch (row.model().name()) {
            case "account.move" -> entry(row);
            case "product.product" -> product(row);
            case "stock.location" -> row.text("complete_name");
            case "stock.move" -> stockMove(row, database);
            case "sale.order.line" ->
                database.nameOf("sale.order", row.ref("order_id")) + " - "
                        + database.nameOf("product.product", row.ref("product_id"));
            case "pos.order.line" -> database.nameOf("product.product", row.ref("product_id"));
            case "account.bank.statement.line" ->
                database.row("account.move", row.ref("move_id")).text("name");
            case "pos.payment", "account.move.line", "stock.move.line", "stock.quant" -> row.model() + "," + row.id();
            default -> row.text("name");
        };
    }

    private static String product(Row row) {
        return row.text("default_code").isEmpty()
                ? row.text("name")
                : "[" + row.text("default_code") + "] " + row.text("name");
    }

    private static String entry(Row row) {
        String name =
                row.text("state").equals("draft") ? (draft(row) + " " + row.text("name")).strip() : row.text("name");
        String ref = row.text("ref");
        return ref.isEmpty() ? name : name + " (" + shortened(ref) + ")";
    }

    private static String draft(Row row) {
        return switch (row.text("move_type")) {
            case "out_invoice" -> "Draft Invoice";
            case "out_refund" -> "Draft Credit Note";
            default -> "Draft Entry";
        };
    }

    /** Cut at a word, as python's {@code textwrap.shorten} does. */
    private static String shortened(String ref) {
        if (ref.length() <= LONGEST_REF) {
            return ref;
        }
        int end = ref.lastIndexOf(' ', LONGEST_REF - CUT.length());
        return (end <= 0 ? "" : ref.substring(0, end)) + CUT;
    }

    private static String stockMove(Row row, Database database) {
        long picking = row.ref("picking_id");
        String origin =
                picking == 0 ? "" : database.row("stock.picking", picking).text("origin");
        String sku = database.row("product.product", row.ref("product_id")).text("default_code");
        String from = database.row("stock.location", row.ref("location_id")).text("name");
        String to = database.row("stock.location", row.ref("location_dest_id")).text("name");
        return (origin.isEmpty() ? "" : origin + "/") + sku + ": " + from + ">" + to;
    }
}
