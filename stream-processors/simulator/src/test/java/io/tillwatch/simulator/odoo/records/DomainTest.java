package io.tillwatch.simulator.odoo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainTest {
    private final Database database = new Database();

    /** Orders 1 to 4 in sessions 1 and 2; order 4 has no reference, is a refund and has the lines 7 and 8. */
    @BeforeEach
    void rows() {
        database.create("pos.session").set("name", "Morning").set("state", "closed");
        database.create("pos.session").set("name", "Evening").set("state", "opened");
        order("T-1", 1, 10.5, "2026-03-10 08:00:00.000000");
        order("T-2", 1, 0, "2026-03-10 08:00:00.900000");
        order("t-3%", 2, -3, "2026-03-10 08:00:01.000000");
        order(null, 2, 984.4000000000001, "2026-03-11 00:00:00.000000")
                .set("is_refund", true)
                .set("lines", List.of(7, 8));
    }

    private RowEdit order(String reference, long session, double total, String written) {
        return database.create("pos.order")
                .set("pos_reference", reference)
                .set("session_id", session)
                .set("amount_total", total)
                .set("write_date", written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[] ; 1,2,3,4",
                "false ; 1,2,3,4",
                "[['id','=',2]] ; 2",
                "[['id','in',[4,1,9]]] ; 1,4",
                "[['id','not in',[4,1]]] ; 2,3",
                "[['id','>',2]] ; 3,4",
                "[['id','<=',2],['id','!=',1]] ; 2",
                "['|',['id','=',1],['id','=',4]] ; 1,4",
                "['|','&',['id','>',1],['id','<',3],['id','=',4]] ; 2,4",
                "['!',['id','=',1]] ; 2,3,4",
                "['&','!',['id','=',1],['id','<',3],['amount_total','=',0]] ; 2",
                "[[1,'=',1]] ; 1,2,3,4",
                "[[0,'=',1]] ; ``",
                "[['pos_reference','=','T-1']] ; 1",
                "[['pos_reference','=',false]] ; 4",
                "[['pos_reference','!=',false]] ; 1,2,3",
                "[['pos_reference','!=','T-1']] ; 2,3,4",
                "[['pos_reference','in',['T-1','T-2']]] ; 1,2",
                "[['pos_reference','in',[false,'T-2']]] ; 2,4",
                "[['pos_reference','not in',['T-1']]] ; 2,3,4",
                "[['pos_reference','like','T-']] ; 1,2",
                "[['pos_reference','ilike','T-']] ; 1,2,3",
                "[['pos_reference','=like','T-_']] ; 1,2",
                "[['pos_reference','=ilike','t%']] ; 1,2,3",
                "[['pos_reference','not ilike','2']] ; 1,3,4",
                "[['pos_reference','=?',false]] ; 1,2,3,4",
                "[['pos_reference','>','T-1']] ; 2,3",
                "[['amount_total','=',10.5]] ; 1",
                "[['amount_total','=',984.4]] ; 4",
                "[['amount_total','<',0]] ; 3",
                "[['amount_total','=',false]] ; 2",
                "[['is_refund','=',true]] ; 4",
                "[['is_refund','=',false]] ; 1,2,3",
                "[['is_refund','!=',true]] ; 1,2,3",
                "[['session_id','=',1]] ; 1,2",
                "[['session_id','=','Evening']] ; 3,4",
                "[['session_id','ilike','even']] ; 3,4",
                "[['session_id','in',[2]]] ; 3,4",
                "[['session_id.state','=','closed']] ; 1,2",
                "[['session_id.config_id.name','=','x']] ; ``",
                "[['lines','in',[8,99]]] ; 4",
                "[['lines','=',false]] ; 1,2,3",
                "[['lines','!=',false]] ; 4",
                "[['account_move','=',false]] ; 1,2,3,4",
                "[['write_date','=','2026-03-10 08:00:00']] ; 1,2",
                "[['write_date','>','2026-03-10 08:00:00']] ; 3,4",
                "[['write_date','<=','2026-03-10T08:00:00']] ; 1,2",
                "[['write_date','>=','2026-03-11']] ; 4",
                "[['write_date','<','2026-03-10 08:00:01.500000']] ; 1,2"
            })
    void a_domain_finds(String domain, String ids) {
        assertThat(ids(domain, "id")).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "id desc ; 4,3,2,1",
                "amount_total ; 3,2,1,4",
                "amount_total desc, id ; 4,1,2,3",
                "pos_reference ; 1,2,3,4",
                "pos_reference desc ; 4,3,2,1",
                "session_id desc, id ; 3,4,1,2",
                "write_date, id ; 1,2,3,4",
                "is_refund desc, id desc ; 4,3,2,1"
            })
    void an_order_sorts_and_what_is_unset_comes_last(String order, String ids) {
        assertThat(ids("[]", order)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'x' ; Domain() invalid argument type for domain: 'x'",
                "[['nope','=',1]] ; Invalid field pos.order.nope in condition ('nope', '=', 1)",
                "[['session_id.nope','=',[null,true]]] ;"
                        + " Invalid field pos.session.session_id.nope in condition ('session_id.nope', '=', [None, True])",
                "[['id','~~','x']] ; Invalid operator in condition ('id', '~~', 'x')",
                "['&',['id','=',1]] ; Domain() malformed: ['&', ['id', '=', 1]]",
                "[['id','=']] ; Domain() invalid item in domain: ['id', '=']"
            })
    void what_cannot_be_read_is_refused_in_odoos_words(String domain, String message) {
        assertThatThrownBy(() -> ids(domain, "id"))
                .isInstanceOf(OdooError.class)
                .hasMessage(message);
    }

    @Test
    void a_datetime_with_a_zone_is_refused() {
        assertThatThrownBy(() -> ids("[['write_date','>','2026-03-10T08:00:00Z']]", "id"))
                .isInstanceOf(OdooError.class);
    }

    @Test
    void archived_rows_are_found_only_when_they_are_asked_for() {
        database.create("product.product").set("active", true);
        database.create("product.product").set("active", false);
        Model model = Objects.requireNonNull(database.model("product.product"));

        assertThat(new Search(model, json("[]"), 0, 0, null, false).count(database))
                .isEqualTo(1);
        assertThat(new Search(model, json("[['active','=',false]]"), 0, 0, null, false).count(database))
                .isEqualTo(1);
        assertThat(new Search(model, json("[]"), 0, 0, null, true).count(database))
                .isEqualTo(2);
    }

    @Test
    void offset_and_limit_cut_the_result() {
        Model model = Objects.requireNonNull(database.model("pos.order"));

        assertThat(new Search(model, json("[]"), 1, 2, "id", false).in(database))
                .extracting(Row::id)
                .containsExactly(2L, 3L);
        assertThat(new Search(model, json("[]"), 3, 5, "id desc", false).in(database))
                .extracting(Row::id)
                .containsExactly(1L);
    }

    private String ids(String domain, String order) {
        Model model = Objects.requireNonNull(database.model("pos.order"));
        List<Row> found = new Search(model, json(domain), 0, 0, order, false).in(database);
        return String.join(
                ",", found.stream().map(row -> String.valueOf(row.id())).toList());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
