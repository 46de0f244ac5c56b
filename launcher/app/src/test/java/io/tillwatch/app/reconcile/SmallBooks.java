package io.tillwatch.app.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An export of two receipts, one of them missing, and an order; and the sales that belong to it. */
final class SmallBooks {
    private final Path directory;

    SmallBooks(Path directory) {
        this.directory = directory;
    }

    Path export() throws IOException {
        Path export = Files.createDirectories(directory.resolve("export"));
        model(export, "res.currency", "{'id':1,'name':'GBP'}");
        model(
                export,
                "pos.session",
                "{'id':12,'name':'Store 01/00012','state':'closed','start_at':'2026-03-10 08:00:00',"
                        + "'stop_at':'2026-03-10 18:00:00','move_id':[7,'POSS/7'],'order_ids':[1],'currency_id':[1,'GBP'],"
                        + "'write_date':'2026-03-10 18:00:00'}");
        model(
                export,
                "pos.order",
                "{'id':1,'name':'Order 1','pos_reference':'R1','uuid':'uuid-R1','state':'done',"
                        + "'session_id':[12,'Store 01/00012'],'date_order':'2026-03-10 09:00:00','amount_total':10.0,"
                        + "'amount_tax':0.0,'currency_id':[1,'GBP'],'account_move':false,'reversed_move_ids':[],"
                        + "'lines':[],'payment_ids':[],'write_date':'2026-03-10 18:00:00'}");
        model(export, "pos.order.line");
        model(export, "pos.payment");
        model(export, "pos.payment.method", "{'id':1,'name':'Cash','type':'cash'}");
        model(export, "pos.config", "{'id':1,'name':'Store 01'}");
        model(export, "product.product", "{'id':1,'default_code':'SKU-1'}");
        model(
                export,
                "account.move",
                "{'id':7,'name':'POSS/7','ref':'Store 01/00012','invoice_origin':false,'move_type':'entry',"
                        + "'state':'posted','date':'2026-03-10','journal_id':[8,'POS'],'amount_total':10.0,'amount_tax':0.0,"
                        + "'currency_id':[1,'GBP'],'pos_session_ids':[12],'pos_order_ids':[],'reversed_entry_id':false,"
                        + "'statement_line_id':false,'origin_payment_id':false,'reversed_pos_order_id':false,"
                        + "'line_ids':[70],'write_date':'2026-03-10 18:00:00'}",
                "{'id':9,'name':'INV/9','ref':'W1','invoice_origin':'S1','move_type':'out_invoice',"
                        + "'state':'posted','date':'2026-03-10','journal_id':[1,'Sales'],'amount_total':20.0,"
                        + "'amount_tax':0.0,'currency_id':[1,'GBP'],'pos_session_ids':[],'pos_order_ids':[],"
                        + "'reversed_entry_id':false,'statement_line_id':false,'origin_payment_id':false,"
                        + "'reversed_pos_order_id':false,'line_ids':[],'write_date':'2026-03-10 18:00:00'}");
        model(
                export,
                "account.move.line",
                "{'id':70,'move_id':[7,'POSS/7'],'name':'Sales','display_type':'product','account_type':'income',"
                        + "'balance':-10.0,'quantity':1.0,'tax_ids':[],'write_date':'2026-03-10 18:00:00'}");
        model(
                export,
                "sale.order",
                "{'id':1,'name':'S1','client_order_ref':'W1','state':'sale','date_order':'2026-03-10 09:00:00',"
                        + "'amount_total':20.0,'currency_id':[1,'GBP'],'invoice_ids':[9],'delivery_status':'full',"
                        + "'write_date':'2026-03-10 18:00:00'}");
        return export;
    }

    Path sales(String... more) throws IOException {
        StringBuilder lines = new StringBuilder();
        lines.append(receipt("R1", "10.0")).append(receipt("R2", "4.5")).append(order("W1", "20.0"));
        for (String line : more) {
            lines.append(line).append('\n');
        }
        return Files.writeString(directory.resolve("sales.jsonl"), lines);
    }

    static String receipt(String id, String total) {
        return json("{'source_id':'" + id + "','channel':'pos','store':'Store 01','session_id':12,'uuid':'uuid-" + id
                + "','ticket':'" + id + "','ts_utc':'2026-03-10 09:00:00','currency':'GBP','amount_total':" + total
                + "}\n");
    }

    private static String order(String id, String total) {
        return json("{'source_id':'" + id + "','channel':'web','external_ref':'" + id
                + "','ts_utc':'2026-03-10 09:00:00','currency':'GBP','amount_total':" + total + "}\n");
    }

    static void model(Path export, String model, String... rows) throws IOException {
        Files.writeString(
                export.resolve(model.replace('.', '_') + ".json"),
                json("{'model':'" + model + "','rows':[" + String.join(",", rows) + "]}"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
