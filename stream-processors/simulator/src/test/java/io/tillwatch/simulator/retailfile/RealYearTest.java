package io.tillwatch.simulator.retailfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole year, where it is at hand. */
class RealYearTest {
    @Test
    void every_line_of_the_year_is_accounted_for_and_all_sums_agree() throws IOException {
        // Given the file as it was published
        Path file = Path.of(System.getProperty("tillwatch.shared", "../shared"))
                .resolve("data/online-retail/online_retail.csv.gz");
        assumeTrue(Files.isRegularFile(file), () -> "skipped: " + file + " is not there (set -Dtillwatch.shared)");
        EventFold events = new EventFold();

        // When it is read
        RetailTotals totals = RetailFile.read(file, events);

        // Then it is the file that its publisher describes
        assertThat(totals.lines()).isEqualTo(541_909);
        assertThat(totals.invoices()).isEqualTo(25_900);
        assertThat(totals.everything().units()).isEqualTo(5_176_450);
        assertThat(totals.everything().revenue()).isEqualTo(Money.of("9747747.93", "GBP"));
        assertThat(totals.revenueByDay().firstKey()).isEqualTo(LocalDate.of(2010, 12, 1));
        assertThat(totals.revenueByDay().lastKey()).isEqualTo(LocalDate.of(2011, 12, 9));
        assertThat(totals.revenueByDay().keySet())
                .noneMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY)
                .noneMatch(day -> day.isAfter(LocalDate.of(2010, 12, 23)) && day.isBefore(LocalDate.of(2011, 1, 4)));
        assertThat(events.events.stream().filter(event -> movesAtOnce(event, 80_995)))
                .hasSize(2);
        assertThat(events.events.stream().filter(event -> movesAtOnce(event, 74_215)))
                .hasSize(2);
        // And every way to add it up gives the same
        Agreement.check(file, totals, events);
    }

    private static boolean movesAtOnce(Event<?> event, long pieces) {
        Object data = event.data();
        List<SaleLine> lines = data instanceof SaleCompleted sale
                ? sale.lines()
                : data instanceof ReturnCompleted back ? back.lines() : List.of();
        return lines.stream().anyMatch(line -> line.quantity().equals(Quantity.each(pieces)));
    }
}
