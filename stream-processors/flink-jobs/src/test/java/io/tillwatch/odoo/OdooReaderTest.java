package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdooReaderTest {
    private static final String MOVE = "account.move";
    private static final String ORDER = "pos.order";

    private final FakeOdoo odoo = new FakeOdoo();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final InstantSource clock = () -> now;
    private OdooReader reader = newReader();
    private OdooCursor cursor = OdooCursor.START;

    private OdooReader newReader() {
        return new OdooReader(odoo, clock, Duration.ofSeconds(60), Duration.ofSeconds(3), 10);
    }

    private void at(String time) {
        now = Instant.parse("2026-11-23T" + time + "Z");
    }

    private List<String> read() {
        OdooReader.Batch batch = reader.next(cursor);
        cursor = batch.next();
        return keys(batch.documents());
    }

    private static List<String> keys(List<OdooDocument> documents) {
        return documents.stream()
                .map(document -> document.key() + (document.row() == null ? " gone" : ""))
                .toList();
    }

    @Test
    void a_first_reading_takes_everything_and_says_until_when() {
        // Given
        odoo.write("res.currency", 1, "");
        odoo.write(MOVE, 1, "05:00:00");

        // When
        OdooReader.Batch batch = reader.next(OdooCursor.START);

        // Then
        Instant readTo = Instant.parse("2026-11-23T09:59:57Z");
        assertThat(keys(batch.documents())).containsExactly("res.currency/1", "account.move/1");
        assertThat(batch.documents())
                .allSatisfy(document -> assertThat(document.readAt()).isEqualTo(readTo));
        assertThat(batch.documents().get(0).writeDate()).isNull();
        assertThat(batch.documents().get(1).writeDate()).isEqualTo("2026-11-23 05:00:00");
        assertThat(batch.next().readTo()).isEqualTo(readTo);
    }

    @Test
    void only_what_was_written_since_is_read_again() {
        // Given
        odoo.write(MOVE, 1, "05:00:00");
        odoo.write(MOVE, 2, "09:59:50");
        read();

        // When
        at("10:00:10");
        odoo.write(MOVE, 3, "10:00:05");

        // Then
        assertThat(read()).containsExactly("account.move/3");
    }

    @Test
    void a_row_that_became_visible_after_its_date_is_neither_lost_nor_doubled() {
        // Given
        odoo.write(MOVE, 1, "09:59:55");
        assertThat(read()).containsExactly("account.move/1");

        // When
        odoo.write(MOVE, 2, "09:59:56");
        at("10:00:10");

        // Then
        assertThat(read()).containsExactly("account.move/2");
        at("10:00:20");
        assertThat(read()).isEmpty();
    }

    @Test
    void a_row_of_the_current_second_waits_until_the_second_is_over() {
        // Given
        odoo.write(MOVE, 1, "09:59:57");

        // When, Then
        assertThat(read()).isEmpty();
        at("10:00:01");
        assertThat(read()).containsExactly("account.move/1");
    }

    @Test
    void many_rows_of_one_second_are_all_read_though_a_batch_ends_among_them() {
        // Given
        for (long id = 1; id <= 43; id++) {
            odoo.write(MOVE, id, "09:30:00");
        }

        // When, Then
        assertThat(read()).hasSize(43).doesNotHaveDuplicates();
        assertThat(odoo.asked.stream().filter(asked -> asked.startsWith(MOVE + " ")))
                .hasSize(5);
    }

    @Test
    void a_row_that_changes_twice_within_a_second_is_read_twice() {
        // Given
        odoo.write(MOVE, 1, "09:59:56").put("state", "draft");
        read();

        // When
        odoo.write(MOVE, 1, "09:59:56").put("state", "posted");
        at("10:00:10");

        // Then
        assertThat(read()).containsExactly("account.move/1");
        at("10:00:20");
        assertThat(read()).isEmpty();
    }

    @Test
    void a_deleted_draft_is_noticed() {
        // Given
        odoo.write(ORDER, 1, "09:00:00").put("state", "draft");
        odoo.write(ORDER, 2, "09:00:00").put("state", "draft");
        odoo.write(ORDER, 3, "09:00:00").put("state", "done");
        read();

        // When
        odoo.delete(ORDER, 1);
        List<String> later = readRounds(30);

        // Then
        assertThat(later).containsExactly("pos.order/1 gone");
    }

    private List<String> readRounds(int rounds) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            now = now.plusSeconds(5);
            all.addAll(read());
        }
        return all;
    }

    @Test
    void a_draft_deleted_while_the_reader_was_away_is_noticed_at_once() {
        // Given
        odoo.write(ORDER, 1, "09:00:00").put("state", "draft");
        odoo.write(ORDER, 2, "09:00:00").put("state", "draft");
        read();
        now = now.plusSeconds(5);
        read();

        // When
        odoo.delete(ORDER, 1);
        at("11:00:00");
        cursor = Json.read(Json.bytes(cursor), OdooCursor.class);
        reader = newReader();

        // Then
        assertThat(read()).containsExactly("pos.order/1 gone");
    }

    @Test
    void a_deletion_found_just_before_an_outage_is_found_again() {
        // Given
        odoo.write(MOVE, 1, "09:00:00").put("state", "draft");
        odoo.write(ORDER, 1, "09:00:00").put("state", "draft");
        read();
        odoo.delete(MOVE, 1);
        odoo.delete(ORDER, 1);
        readRounds(29);

        // When
        now = now.plusSeconds(5);
        odoo.answersLeft = OdooModels.all().size() + 1;
        assertThatThrownBy(this::read).isInstanceOf(OdooException.class);
        odoo.answersLeft = Integer.MAX_VALUE;

        // Then
        assertThat(read()).containsExactly("account.move/1 gone", "pos.order/1 gone");
    }

    @Test
    void an_outage_in_the_middle_of_a_reading_loses_nothing() {
        // Given
        odoo.write(ORDER, 1, "09:00:00");
        odoo.write(MOVE, 1, "09:00:00");
        read();
        at("10:00:30");
        odoo.write(ORDER, 2, "10:00:20");
        odoo.write(MOVE, 2, "10:00:20");

        // When
        odoo.answersLeft =
                (int) OdooModels.all().stream().filter(OdooModel::dated).count() - 1;
        assertThatThrownBy(this::read).isInstanceOf(OdooException.class);
        odoo.answersLeft = Integer.MAX_VALUE;
        at("10:20:00");

        // Then
        assertThat(read()).containsExactly("pos.order/2", "account.move/2");
    }

    @Test
    void a_batch_that_was_lost_can_be_asked_for_again() {
        // Given
        read();
        at("10:00:30");
        odoo.write(MOVE, 1, "10:00:20");
        OdooCursor before = cursor;
        read();

        // When
        cursor = before;

        // Then
        assertThat(read()).containsExactly("account.move/1");
    }

    @Test
    void master_data_without_a_date_is_read_seldom() {
        // Given
        odoo.write("res.currency", 1, "");
        read();

        // When, Then
        assertThat(readRounds(29)).isEmpty();
        assertThat(readRounds(1)).containsExactly("res.currency/1");
    }

    @Test
    void only_fields_that_the_user_may_see_are_asked_for() {
        // Given
        List<String> names = OdooModels.all().stream()
                .filter(model -> model.name().equals(MOVE))
                .findFirst()
                .orElseThrow()
                .fields();

        // When
        read();

        // Then
        assertThat(names).contains("name", "line_ids", "write_date");
        assertThat(odoo.fieldsAsked.get(MOVE)).containsExactlyInAnyOrder("id", "name", "state", "write_date");
    }

    @Test
    void stock_that_the_user_may_not_see_is_left_out_and_the_books_are_read() {
        // Given
        odoo.unreadable.add("stock.quant");
        odoo.write("stock.quant", 1, "09:00:00");
        odoo.write(MOVE, 1, "09:00:00");

        // When, Then
        assertThat(read()).containsExactly("account.move/1");
        assertThat(RightsCheck.problems(odoo)).isEmpty();
    }

    @Test
    void stock_is_followed_and_left_out_of_a_batch() {
        // Given
        odoo.write("stock.quant", 1, "09:00:00");
        odoo.write("stock.warehouse", 1, "");

        // When, Then
        assertThat(read()).containsExactly("stock.warehouse/1", "stock.quant/1");
        assertThat(reader.readAll(rows -> {})).isEmpty();
    }

    @Test
    void a_clock_far_ahead_of_odoos_skips_nothing() {
        // Given
        odoo.ahead = Duration.ofMinutes(5);
        read();

        // When
        odoo.write(MOVE, 1, "09:55:00");
        at("10:00:05");

        // Then
        assertThat(cursor.readTo()).isBefore(Instant.parse("2026-11-23T09:55:00Z"));
        assertThat(read()).containsExactly("account.move/1");
    }

    @Test
    void a_cursor_survives_as_json_and_one_of_an_older_version_is_understood() {
        // Given
        OdooCursor written = new OdooCursor(now, 7, Map.of(ORDER, List.of(1L, 2L)));

        // When
        OdooCursor read = Json.read(Json.bytes(written), OdooCursor.class);
        OdooCursor older =
                Json.mapper().convertValue(Map.of("readTo", "2026-11-23T10:00:00Z", "round", 7), OdooCursor.class);

        // Then
        assertThat(read).isEqualTo(written);
        assertThat(older).isEqualTo(new OdooCursor(now, 7, Map.of()));
    }

    @Test
    void a_cursor_stays_small_however_many_drafts_there_are() {
        // Given
        for (long id = 1; id <= 1_500; id++) {
            odoo.write("sale.order", id, "09:00:00").put("state", "draft");
        }

        // When
        read();

        // Then
        assertThat(cursor.drafts().get("sale.order"))
                .hasSize(1_000)
                .contains(1_500L)
                .doesNotContain(500L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_happens_the_documents_end_up_as_odoos_rows(long seed) {
        // Given
        Random random = new Random(seed);
        Map<String, String> rows = new HashMap<>();
        Map<String, String> copy = new HashMap<>();
        int doubled = 0;

        // When
        for (int step = 0; step < 200; step++) {
            now = now.plusMillis(random.nextInt(4_000));
            for (int write = random.nextInt(6); write > 0; write--) {
                // A transaction shows up to two seconds after its date.
                String date = now.minusSeconds(random.nextInt(3)).toString().substring(11, 19);
                long id = 1L + random.nextInt(60);
                String model = random.nextBoolean() ? MOVE : ORDER;
                odoo.write(model, id, date).put("name", "step " + step);
                rows.put(model + "/" + id, "step " + step);
            }
            boolean outage = random.nextInt(10) == 0;
            odoo.answersLeft = outage ? random.nextInt(12) : Integer.MAX_VALUE;
            doubled += take(copy);
        }
        odoo.answersLeft = Integer.MAX_VALUE;
        now = now.plusSeconds(10);
        doubled += take(copy);

        // Then
        assertThat(copy).isEqualTo(rows);
        assertThat(doubled).isZero();
    }

    /** Reads into the copy; counts documents that say nothing new. */
    private int take(Map<String, String> copy) {
        int known = 0;
        try {
            OdooReader.Batch batch = reader.next(cursor);
            for (OdooDocument document : batch.documents()) {
                String name = document.row().path("name").asText();
                known += name.equals(copy.put(document.key(), name)) ? 1 : 0;
            }
            cursor = batch.next();
        } catch (OdooException e) {
            assertThat(e.kind()).isEqualTo(OdooException.Kind.OUTAGE);
        }
        return known;
    }
}
