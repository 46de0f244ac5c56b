package io.tillwatch.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A small retailer: one till session, a few receipts, rows written by hand the way Odoo writes them. */
final class BooksFixture {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final String SESSION = "Store 01/00012";

    final Reconciler reconciler = new Reconciler(Rules.DEFAULT);
    private Instant readAt = NOON;

    BooksFixture() {
        row("res.currency", 1, "{'id':1,'name':'GBP'}");
    }

    BooksFixture rang(String receipt, String total) {
        return rangAs(receipt, total, "uuid-" + receipt);
    }

    BooksFixture rangAs(String receipt, String total, String uuid) {
        return rangIn(SESSION, receipt, total, uuid);
    }

    /** At another till, in a session that Odoo does not know. */
    BooksFixture rangElsewhere(String receipt, String total) {
        return rangIn("Store 02/00007", receipt, total, "uuid-2-" + receipt);
    }

    private BooksFixture rangIn(String session, String receipt, String total, String uuid) {
        reconciler.sold(new Sale(
                receipt,
                "pos",
                "store-001",
                session,
                uuid,
                receipt,
                null,
                NOON.minusSeconds(7_200),
                Money.of(total, "GBP"),
                null,
                null,
                Map.of()));
        return this;
    }

    /** A receipt whose source keeps neither uuid nor ticket. */
    BooksFixture rangWithoutKey(String receipt, String total) {
        reconciler.sold(new Sale(
                receipt,
                "pos",
                "store-001",
                SESSION,
                null,
                null,
                null,
                NOON.minusSeconds(7_200),
                Money.of(total, "GBP"),
                null,
                null,
                Map.of()));
        return this;
    }

    BooksFixture ordered(String order, String total) {
        reconciler.sold(new Sale(
                order,
                "web",
                null,
                null,
                null,
                null,
                order,
                NOON.minusSeconds(7_200),
                Money.of(total, "GBP"),
                null,
                null,
                Map.of()));
        return this;
    }

    BooksFixture session(String state, String orders, Object entry) {
        return row(
                "pos.session",
                12,
                "{'id':12,'name':'" + SESSION + "','state':'" + state + "','start_at':'2026-03-10 08:00:00','stop_at':"
                        + (state.equals("closed") ? "'2026-03-10 11:00:00'" : "false") + ",'order_ids':[" + orders
                        + "],'move_id':" + entry + ",'currency_id':[1,'GBP']}");
    }

    BooksFixture order(long id, String receipt, String uuid, String total) {
        return row(
                "pos.order",
                id,
                "{'id':" + id + ",'name':'O" + id + "','pos_reference':'" + receipt + "','uuid':'" + uuid
                        + "','state':'done','session_id':[12,'" + SESSION + "'],'date_order':'2026-03-10 10:00:00',"
                        + "'amount_total':" + total + ",'amount_tax':0,'currency_id':[1,'GBP'],'account_move':false,"
                        + "'reversed_move_ids':[],'lines':[],'payment_ids':[]}");
    }

    /** An entry with one income line. */
    BooksFixture entry(long id, String state, String income) {
        row(
                "account.move.line",
                id * 10,
                "{'id':" + id * 10 + ",'move_id':[" + id + ",'E'],'name':'Sales','display_type':'product',"
                        + "'account_type':'income','balance':-" + income + ",'quantity':1,'tax_ids':[]}");
        return row(
                "account.move",
                id,
                "{'id':" + id + ",'name':'POSS/" + id + "','ref':'" + SESSION + "','move_type':'entry','state':'"
                        + state
                        + "','date':'2026-03-10','journal_id':[8,'PoS'],'amount_total':" + income
                        + ",'amount_tax':0,'currency_id':[1,'GBP'],'pos_session_ids':[12],'line_ids':[" + id * 10
                        + "],'write_date':'2026-03-10 11:00:00'}");
    }

    BooksFixture saleOrder(long id, String reference, String total, String invoices, String delivery) {
        return row(
                "sale.order",
                id,
                "{'id':" + id + ",'name':'S" + id + "','client_order_ref':'" + reference + "','state':'sale',"
                        + "'amount_total':" + total + ",'currency_id':1,'invoice_ids':[" + invoices
                        + "],'delivery_status':'" + delivery + "'}");
    }

    BooksFixture invoice(long id, String reference, String type, String state, String total, String reverses) {
        return row(
                "account.move",
                id,
                "{'id':" + id + ",'name':'INV/" + id + "','ref':'" + reference
                        + "','invoice_origin':false,'move_type':'"
                        + type + "','state':'" + state + "','date':'2026-03-10','journal_id':1,'amount_total':" + total
                        + ",'amount_tax':0,'currency_id':1,'reversed_entry_id':" + reverses + ",'line_ids':[]}");
    }

    /** Posted, with nothing that says what it is of. */
    BooksFixture unkeyedInvoice(long id, String total) {
        return row(
                "account.move",
                id,
                "{'id':" + id + ",'name':'INV/" + id + "','ref':false,'invoice_origin':false,"
                        + "'move_type':'out_invoice','state':'posted','date':'2026-03-10','journal_id':1,"
                        + "'amount_total':" + total + ",'amount_tax':0,'currency_id':1,'line_ids':[]}");
    }

    BooksFixture row(String model, long id, String json) {
        readAt = readAt.plusSeconds(1);
        try {
            ObjectNode row = (ObjectNode) Json.mapper().readTree(json.replace('\'', '"'));
            reconciler.read(new OdooDocument(model, id, "2026-03-10 11:00:00", readAt, row));
            return this;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fixture's row is no JSON: " + json, e);
        }
    }

    BooksFixture gone(String model, long id) {
        readAt = readAt.plusSeconds(1);
        reconciler.read(new OdooDocument(model, id, null, readAt, null));
        return this;
    }

    /** Kind, class and members of each open case, in words. */
    List<String> cases(Instant asOf) {
        reconciler.judge(asOf);
        return reconciler.open().stream().map(BooksFixture::words).sorted().collect(Collectors.toList());
    }

    static String words(ReconciliationCase found) {
        return found.breakClass() + " " + found.kind() + " " + found.sales();
    }
}
