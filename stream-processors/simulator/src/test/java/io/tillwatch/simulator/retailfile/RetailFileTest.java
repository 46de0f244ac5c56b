package io.tillwatch.simulator.retailfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.retailfile.RejectedLine.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailFileTest {
    private static final String HEADER =
            "\"InvoiceNo\",\"StockCode\",\"Description\",\"Quantity\",\"InvoiceDate\",\"UnitPrice\",\"CustomerID\",\"Country\"";

    @TempDir
    Path directory;

    private final EventFold found = new EventFold();

    @Test
    void an_invoice_is_one_sale_with_its_lines_customer_and_money() throws IOException {
        read(
                "536365,85123a,LANTERN,6,2010-07-01T08:26:00,2.55,17850,UK",
                "536365,POST,POSTAGE,1,2010-07-01T08:26:00,18,17850,UK");

        Event<?> event = only();
        SaleCompleted sale = (SaleCompleted) event.data();
        assertThat(sale.receipt()).isEqualTo("536365");
        assertThat(sale.customer()).isEqualTo("17850");
        assertThat(sale.total()).isEqualTo(Money.of("33.30", "GBP"));
        assertThat(sale.tenders()).extracting(tender -> tender.amount()).containsExactly(sale.total());
        assertThat(sale.lines())
                .containsExactly(
                        new SaleLine(
                                1,
                                "85123A",
                                Quantity.each(6),
                                Money.of("2.55", "GBP"),
                                Money.of("15.30", "GBP"),
                                null,
                                null),
                        new SaleLine(
                                2,
                                "POST",
                                Quantity.each(1),
                                Money.of("18", "GBP"),
                                Money.of("18", "GBP"),
                                null,
                                false));
        assertThat(event.envelope().id()).isEqualTo("536365:sale");
        assertThat(event.envelope().source()).isEqualTo(RetailFile.SOURCE);
        assertThat(event.envelope().time()).as("summer time in London").hasToString("2010-07-01T08:26+01:00");
    }

    @Test
    void a_cancellation_is_a_return_whose_money_is_negative() throws IOException {
        read(
                "C536383,35004C,SET OF 3 FLYING DUCKS,-2,2010-12-01T09:49:00,4.65,15311,UK",
                "C536383,D,Discount,-1,2010-12-01T09:49:00,27.5,15311,UK");

        ReturnCompleted back = (ReturnCompleted) only().data();
        assertThat(back.total()).isEqualTo(Money.of("-36.80", "GBP"));
        assertThat(back.lines())
                .containsExactly(
                        new SaleLine(
                                1,
                                "35004C",
                                Quantity.each(2),
                                Money.of("4.65", "GBP"),
                                Money.of("-9.30", "GBP"),
                                null,
                                null),
                        new SaleLine(
                                2,
                                "D",
                                Quantity.each(1),
                                Money.of("27.5", "GBP"),
                                Money.of("-27.5", "GBP"),
                                null,
                                false));
    }

    @Test
    void negative_lines_without_a_price_are_write_offs_with_their_text_as_reason() throws IOException {
        read("536589,21777,\"printing smudges/thrown away\",-10,2010-12-01T16:50:00,0,,UK");

        assertThat(only().data())
                .isEqualTo(new StockAdjusted("21777", "dc-1", Quantity.each(-10), "printing smudges/thrown away"));
    }

    @Test
    void goods_without_price_receipt_or_customer_were_found_and_without_text_have_no_reason() throws IOException {
        read("536414,22139,,56,2010-12-01T11:52:00,0,,UK");

        assertThat(only().data()).isEqualTo(new StockAdjusted("22139", "dc-1", Quantity.each(56), null));
    }

    @Test
    void goods_without_price_on_a_receipt_are_given_away_and_leave_the_shelf() throws IOException {
        RetailTotals totals = read(
                "545160,22666,RECIPE BOX,1,2011-02-28T13:38:00,0,,UK", "545160,M,Manual,1,2011-02-28T13:38:00,48,,UK");

        SaleCompleted sale = (SaleCompleted) only().data();
        assertThat(sale.lines().get(0).movesStock()).isTrue();
        assertThat(totals.units()).isEqualTo(1);
        assertThat(totals.revenue().isZero()).isTrue();
        assertThat(totals.nonGoodsMoney()).isEqualTo(Money.of("48", "GBP"));
    }

    @Test
    void bad_debt_is_money_in_both_directions_and_never_stock() throws IOException {
        RetailTotals totals = read(
                "A563185,B,Adjust bad debt,1,2011-08-12T14:50:00,11062.06,,UK",
                "A563186,B,Adjust bad debt,1,2011-08-12T14:51:00,-11062.06,,UK");

        assertThat(found.events.get(0).data()).isInstanceOf(SaleCompleted.class);
        ReturnCompleted back = (ReturnCompleted) found.events.get(1).data();
        assertThat(back.lines())
                .containsExactly(new SaleLine(
                        1,
                        "B",
                        Quantity.each(1),
                        Money.of("11062.06", "GBP"),
                        Money.of("-11062.06", "GBP"),
                        null,
                        false));
        assertThat(found.stockBySku).isEmpty();
        assertThat(totals.nonGoods()).isEqualTo(2);
        assertThat(totals.nonGoodsMoney().isZero()).isTrue();
    }

    @Test
    void lines_of_invoices_keyed_in_at_the_same_time_are_told_apart() throws IOException {
        read(
                "542806,48194,DOORMAT,1,2011-02-01T11:19:00,7.95,12836,UK",
                "C542805,22156,HEART,-1,2011-02-01T11:20:00,0.85,14606,UK",
                "542806,22692,DOORMAT,2,2011-02-01T11:20:00,7.95,12836,UK");

        assertThat(found.events).hasSize(2);
        assertThat(((SaleCompleted) found.events.get(0).data()).lines()).hasSize(2);
        assertThat(found.events.get(0).envelope().time().getMinute())
                .as("when it was complete")
                .isEqualTo(20);
    }

    @Test
    void a_number_that_comes_back_after_its_invoice_ended_has_an_id_of_its_own() throws IOException {
        RetailTotals totals = read(
                "536365,71053,LANTERN,1,2010-12-01T08:26:00,1,,UK",
                "536366,71053,LANTERN,1,2010-12-01T08:50:00,1,,UK",
                "536365,71053,LANTERN,1,2010-12-02T08:26:00,1,,UK");

        assertThat(found.ids).containsExactlyInAnyOrder("536365:sale", "536366:sale", "536365#2:sale");
        assertThat(found.events)
                .extracting(event -> ((SaleCompleted) event.data()).receipt())
                .doesNotHaveDuplicates();
        assertThat(totals.invoices()).isEqualTo(2);
        assertThat(totals.revenueByDay().values()).extracting(Money::minor).containsExactly(200L, 100L);
    }

    @Test
    void half_a_penny_is_rounded_away_from_zero_line_by_line() throws IOException {
        RetailTotals totals = read(
                "1,10001,PAD,1,2011-01-04T10:00:00,0.005,,UK",
                "1,10002,PAD,1,2011-01-04T10:00:00,0.005,,UK",
                "2,10001,PAD,1,2011-01-04T10:00:00,0.0049,,UK",
                "C3,10001,PAD,-1,2011-01-04T10:00:00,0.005,,UK");

        assertThat(totals.revenue()).isEqualTo(new Money(1, "GBP"));
        assertThat(totals.sales()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "COLUMNS       | 536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,17850",
                "COLUMNS       | 536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,17850,UK,more",
                "COLUMNS       | half a li",
                "NOT_CSV       | 536365,71053,\"LANTERN,6,2010-12-01T08:26:00,3.39,17850,UK",
                "NOT_CSV       | 536365,71053,\"LAN\"TERN,6,2010-12-01T08:26:00,3.39,17850,UK",
                "NO_INVOICE    | ,71053,LANTERN,6,2010-12-01T08:26:00,3.39,17850,UK",
                "NO_STOCK_CODE | 536365, ,LANTERN,6,2010-12-01T08:26:00,3.39,17850,UK",
                "QUANTITY      | 536365,71053,LANTERN,six,2010-12-01T08:26:00,3.39,17850,UK",
                "QUANTITY      | 536365,71053,LANTERN,0,2010-12-01T08:26:00,3.39,17850,UK",
                "QUANTITY      | 536365,71053,LANTERN,1.5,2010-12-01T08:26:00,3.39,17850,UK",
                "QUANTITY      | 536365,71053,LANTERN,99999999999,2010-12-01T08:26:00,3.39,17850,UK",
                "PRICE         | 536365,71053,LANTERN,6,2010-12-01T08:26:00,,17850,UK",
                "PRICE         | 536365,71053,LANTERN,6,2010-12-01T08:26:00,1e999999999,17850,UK",
                "PRICE         | 536365,71053,LANTERN,6,2010-12-01T08:26:00,NaN,17850,UK",
                "AMOUNT        | 536365,71053,LANTERN,9999999,2010-12-01T08:26:00,999999999999,17850,UK",
                "DATE          | 536365,71053,LANTERN,6,01/12/2010 08:26,3.39,17850,UK",
                "DATE          | 536365,71053,LANTERN,6,2011-02-29T08:26:00,3.39,17850,UK",
            })
    void a_bad_line_is_reported_with_its_number_and_stops_nothing(Reason reason, String bad) throws IOException {
        String good = "536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,17850,UK";

        RetailTotals totals = read(good, bad, good);

        assertThat(totals.rejectedLines()).containsExactly(new RejectedLine(3, reason));
        assertThat(totals.rejected()).isEqualTo(1);
        assertThat(totals.lines()).isEqualTo(3);
        assertThat(totals.sales()).isEqualTo(2);
        assertThat(totals.unaccounted()).isZero();
        assertThat(((SaleCompleted) only().data()).lines()).hasSize(2);
    }

    @Test
    void a_file_of_bad_lines_counts_them_all_and_keeps_a_thousand() throws IOException {
        String[] bad = new String[1_500];
        Arrays.fill(bad, "x");

        RetailTotals totals = read(bad);

        assertThat(totals.rejected()).isEqualTo(1_500);
        assertThat(totals.rejectedLines()).hasSize(1_000);
        assertThat(totals.events()).isZero();
    }

    @Test
    void a_plain_file_with_blank_lines_windows_line_ends_and_a_byte_order_mark_reads_as_well() throws IOException {
        Path file = directory.resolve("plain.csv");
        Files.writeString(
                file, "\uFEFF" + HEADER + "\r\n\r\n536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,,UK\r\n\r\n");

        RetailTotals totals = RetailFile.read(file, found);

        assertThat(totals.lines()).isEqualTo(1);
        assertThat(totals.units()).isEqualTo(6);
    }

    @Test
    void columns_are_found_by_name() throws IOException {
        Path file = directory.resolve("turned.csv");
        Files.writeString(file, """
                Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo
                UK,17850,3.39,2010-12-01T08:26:00,6,LANTERN,71053,536365
                """);

        assertThat(RetailFile.read(file, found).revenue()).isEqualTo(Money.of("20.34", "GBP"));
    }

    @Test
    void a_missing_file_says_so() {
        assertUnreadable(directory.resolve("away.csv.gz"), "there is no such file");
    }

    @Test
    void a_file_that_is_no_gzip_says_so() throws IOException {
        assertUnreadable(Files.writeString(directory.resolve("plain.csv.gz"), HEADER), "no gzip file");
    }

    @Test
    void an_empty_file_and_another_table_say_that_the_columns_are_missing() throws IOException {
        assertUnreadable(Files.writeString(directory.resolve("empty.csv"), ""), "InvoiceNo, StockCode");
        assertUnreadable(Files.writeString(directory.resolve("other.csv"), "sku,price\n1,2\n"), "InvoiceNo, StockCode");
    }

    @Test
    void a_gzip_that_was_cut_off_says_behind_which_line() throws IOException {
        Path whole = gzip("whole.csv.gz", Files.readString(slice(), StandardCharsets.UTF_8));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));

        assertUnreadable(cut, "damaged or cut off behind line ");
    }

    @Test
    void the_slice_reads_as_the_independent_fold_has_it_whatever_the_machine_speaks() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Agreement.check(slice(), RetailFile.read(slice(), found), found);
            assertThat(found.events.toString()).contains("GIFT_0001_20");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void reading_twice_gives_the_same_events_and_each_survives_the_codec() throws IOException {
        EventFold again = new EventFold();

        RetailTotals first = RetailFile.read(slice(), found);
        RetailTotals second = RetailFile.read(gzip("slice.csv.gz", Files.readString(slice())), again);

        assertThat(second).isEqualTo(first);
        assertThat(again.events).isEqualTo(found.events);
        for (Event<?> event : found.events) {
            var record = EventCodec.encode(event, event.envelope().subject(), 0);
            assertThat(EventCodec.decode(
                            EventType.named(event.envelope().type()).topicName(), record.headers(), record.value()))
                    .isEqualTo(event);
        }
    }

    @Test
    void progress_grows_to_the_whole_file() throws IOException {
        String[] lines = new String[12_000];
        Arrays.setAll(lines, i -> i + ",71053,LANTERN,6,2010-12-01T08:26:00,3.39,,UK");
        List<ReadProgress> steps = new ArrayList<>();

        RetailFile.read(csv(lines), found, steps::add);

        assertThat(steps).extracting(ReadProgress::lines).containsExactly(5_000L, 10_000L, 12_000L);
        assertThat(steps).extracting(ReadProgress::bytesRead).isSorted();
        assertThat(steps.get(2).bytesRead()).isEqualTo(steps.get(2).bytes());
    }

    @Test
    void what_the_sink_throws_ends_the_reading() throws IOException {
        Path file = csv("536365,71053,LANTERN,6,2010-12-01T08:26:00,3.39,,UK");

        assertThatThrownBy(() -> RetailFile.read(file, event -> {
                    throw new IllegalStateException("broker away");
                }))
                .hasMessage("broker away");
    }

    private RetailTotals read(String... lines) throws IOException {
        return RetailFile.read(csv(lines), found);
    }

    private Path csv(String... lines) throws IOException {
        return Files.writeString(directory.resolve("lines.csv"), HEADER + "\n" + String.join("\n", lines) + "\n");
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static Path slice() {
        try {
            return Path.of(Objects.requireNonNull(RetailFileTest.class.getResource("slice.csv"))
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Event<?> only() {
        assertThat(found.events).hasSize(1);
        return found.events.get(0);
    }

    private void assertUnreadable(Path file, String why) {
        assertThatThrownBy(() -> RetailFile.read(file, found))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }
}
