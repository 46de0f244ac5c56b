package io.tillwatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.inventory.Moment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens on an open page, in a real browser: figures change, filters narrow, verdicts reach the sink. */
final class LivePagesTest {
    private static Chromium chromium;
    private RunningConsole console;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        console = RunningConsole.of(PreviewWorld.busy());
        page = chromium.wide(console);
    }

    @AfterEach
    void close() {
        chromium.reset();
        console.close();
    }

    @Test
    void figures_of_the_overview_change_without_a_reload() {
        // Given
        page.navigate(console.url("/"));
        Locator oversold = page.locator(".panel").first().locator(".verdict");
        assertThat(oversold).containsText("oversold");
        page.evaluate("window.notReloaded = true");
        long before = console.world.live.overview().stock().oversold();
        Incident refunds = console.world.live.incident("inc-7f31a2").orElseThrow();

        // When
        StockPosition good = console.world.stock.all().stream()
                .filter(position -> position.available().compareTo(BigDecimal.ONE) == 0)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            console.world.live.apply(
                    console.world.stock.sell(good.sku(), good.location(), console.world.clock.instant()));
        }
        console.world.live.apply(PreviewIncidents.retitled(refunds, "Refunds fail: 313 wait"));

        // Then
        assertThat(oversold).hasText(before + 1 + " oversold");
        assertThat(page.getByText("Refunds fail: 313 wait")).isVisible();
        assertThat((Boolean) page.evaluate("window.notReloaded")).isTrue();
    }

    @Test
    void a_position_changes_in_its_row_and_in_its_open_drawer() {
        // Given
        page.navigate(console.url("/stock?q=JEAN-SLIM-M&location=store-002&sku=JEAN-SLIM-M&at=store-002"));
        StockPosition before = console.world
                .stock
                .position("JEAN-SLIM-M", "store-002", Moment.NOW)
                .orElseThrow()
                .value();
        Locator onHand = page.locator("tbody tr.selected td.c-onhand").first();
        assertThat(onHand).hasText(before.onHand().toPlainString());

        // When
        console.world.live.apply(console.world.stock.sell("JEAN-SLIM-M", "store-002", console.world.clock.instant()));

        // Then
        String after = before.onHand().subtract(BigDecimal.ONE).toPlainString();
        assertThat(onHand).hasText(after);
        assertThat(page.locator(".drawer .equation .term").first()).containsText(after);
    }

    @Test
    void the_drawer_shows_a_moment_of_the_past_and_says_which() {
        // Given a sale before the count that reached the log after it
        page.navigate(console.url("/stock?sku=JEAN-SLIM-M&at=store-002"));
        Locator says = page.locator(".when [role=status]");
        assertThat(says).hasText("Shown as it is now.");
        Locator onHand = page.locator(".drawer .equation .term").first();

        // When it is asked for the time before that sale, in the zone of the page
        Instant first = Instant.parse(console.json("/api/v1/stock/JEAN-SLIM-M/store-002/explain")
                .at("/movements/0/occurredAt")
                .asText());
        String wall = first.plusSeconds(1)
                .atZone(console.world.clock.getZone())
                .truncatedTo(ChronoUnit.SECONDS)
                .toLocalDateTime()
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
        page.getByLabel("As of, CET").fill(wall);
        page.getByLabel("As of, CET").blur();

        // Then
        assertThat(says).containsText("What was true at");
        assertThat(says).containsText("by all that is known now");
        assertThat(onHand).containsText("40");
        assertThat(page.url())
                .contains("asOf=" + first.plusSeconds(1).toString().substring(0, 10));

        // When
        page.reload();
        assertThat(onHand).containsText("40");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Now").setExact(true))
                .click();

        // Then
        assertThat(says).hasText("Shown as it is now.");
        assertThat(page.url()).doesNotContain("asOf");

        // When it is moved by keyboard
        page.getByLabel("As of", new Page.GetByLabelOptions().setExact(true)).press("ArrowLeft");

        // Then
        assertThat(says).containsText("What was true at");
    }

    @Test
    void flows_accounts_quarantine_and_detectors_follow_what_happens() {
        // Given
        page.navigate(console.url("/flows"));
        assertThat(page.locator(".accounts")).containsText("612,331");

        // When
        PreviewBooks.accounts(1, console.world.clock.instant()).forEach(console.world.live::apply);

        // Then
        assertThat(page.locator(".accounts")).containsText("612,368");

        // When
        page.navigate(console.url("/exceptions"));
        assertThat(page.getByText("Newest of 225 records")).isVisible();
        console.world.live.apply(PreviewFailures.held(
                900, ReasonCode.KEY_MISMATCH, "the key is not the sku", "warehouse", "retail.stock", null));
        console.world.live.apply(PreviewFailures.cluster(
                "tpl-new", 3, "refunds", "refund-worker", "java.io.IOException", "broken pipe to <*>", 1));

        // Then
        assertThat(page.getByText("Newest of 226 records")).isVisible();
        assertThat(page.getByText("broken pipe to <*>")).isVisible();
    }

    @Test
    void search_and_filters_of_stock_narrow_what_is_listed_and_stand_in_the_address() {
        // Given
        page.navigate(console.url("/stock"));
        Locator rows = page.locator("tbody tr");
        assertThat(rows).hasCount(50);

        // When
        page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("SKU or location"))
                .fill("coffee");

        // Then
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText("COFFEE-BEANS-KG");
        assertThat(rows.first()).containsText("kg");
        assertThat(page.url()).contains("q=coffee");

        // When
        page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("SKU or location"))
                .fill("");
        page.locator("select").selectOption("store-007");

        // Then
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("42 of ");
        assertThat(rows.first()).containsText("store-007");

        // When
        page.locator("select").selectOption("");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Oversold"))
                .click();

        // Then
        long oversold = console.world.live.overview().stock().oversold();
        assertThat(rows).hasCount((int) oversold);
        assertThat(page.locator("tbody tr:not(:has-text('Oversold'))")).hasCount(0);
        page.reload();
        assertThat(rows).hasCount((int) oversold);

        // When
        page.navigate(console.url("/stock?q=no-such-thing"));

        // Then
        assertThat(page.getByText("No position matches")).isVisible();
    }

    @Test
    void the_terms_of_a_priority_add_up_to_its_score_as_they_are_shown() {
        for (Incident incident : PreviewIncidents.all()) {
            // When
            page.navigate(console.url("/incidents/" + incident.id()));
            assertThat(page.locator(".incident h2")).hasText(incident.title());

            // Then
            List<BigDecimal> terms = page.locator(".bar-row:not(.total) .number").allInnerTexts().stream()
                    .map(BigDecimal::new)
                    .toList();
            BigDecimal score =
                    new BigDecimal(page.locator(".bar-row.total .number").innerText());
            assertThat(terms).hasSize(incident.terms().size());
            assertThat(terms.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(incident.id())
                    .isEqualByComparingTo(score);
        }
    }

    @Test
    void a_verdict_from_the_page_reaches_the_sink_and_shows_when_it_took_effect() {
        // Given
        page.navigate(console.url("/incidents/inc-7f31a2"));

        // When
        page.getByLabel("Comment").fill("looking at it");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Acknowledge").setExact(true))
                .click();

        // Then
        assertThat(page.locator(".incident header .state").first()).hasText("Acknowledged");
        assertThat(page.locator(".timeline").first()).containsText("looking at it");
        assertThat(console.world.verdicts).singleElement().satisfies(verdict -> {
            assertThat(verdict.say()).isEqualTo(Verdict.Say.ACKNOWLEDGE);
            assertThat(verdict.incident()).isEqualTo("inc-7f31a2");
            assertThat(verdict.comment()).isEqualTo("looking at it");
        });

        // When
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Too high"))
                .click();
        page.getByLabel("Merge into").selectOption("inc-a08d51");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Merge").setExact(true))
                .click();

        // Then
        assertThat(page.locator(".incident header .state").first()).hasText("Resolved");
        assertThat(console.world.verdicts)
                .extracting(Verdict::say)
                .containsExactly(Verdict.Say.ACKNOWLEDGE, Verdict.Say.PRIORITY_TOO_HIGH, Verdict.Say.MERGE);
        assertThat(console.world.verdicts.get(2).other()).isEqualTo("inc-a08d51");
    }

    @Test
    void a_verdict_that_could_not_be_stored_is_said_on_the_page_and_can_be_tried_again() {
        // Given
        PreviewWorld world = PreviewWorld.busy();
        VerdictSink away = verdict -> {
            throw new SourceUnavailableException("Kafka", new IllegalStateException("refused"));
        };
        try (RunningConsole broken =
                RunningConsole.of(world, ConsolePorts.live(world.stock, world.stock, away, world.live), 0)) {
            Page other = chromium.wide(broken);
            other.navigate(broken.url("/incidents/inc-7f31a2"));
            Locator acknowledge = other.getByRole(
                    AriaRole.BUTTON,
                    new Page.GetByRoleOptions().setName("Acknowledge").setExact(true));

            // When
            acknowledge.click();

            // Then
            assertThat(other.getByRole(AriaRole.ALERT)).containsText("was not stored: Kafka does not answer");
            assertThat(acknowledge).isEnabled();
            other.close();
        }
    }

    @Test
    void the_keyboard_reaches_search_rows_and_pages() {
        // Given
        page.navigate(console.url("/incidents?show=active"));
        assertThat(page.locator(".incident h2")).containsText("Refunds fail");

        // When
        page.keyboard().press("j");

        // Then
        assertThat(page.locator(".incident h2")).containsText("Odoo throttles");

        // When
        page.keyboard().press("g");
        page.keyboard().press("f");
        assertThat(page.locator("h1")).hasText("Flows");
        page.keyboard().press("j");
        page.keyboard().press("Enter");

        // Then
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Three clocks");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);

        // When
        page.keyboard().press("/");
        page.keyboard().type("parka-olv-s");
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator("h1")).hasText("Stock");
        assertThat(page.locator("tbody tr")).hasCount(41);
    }

    @Test
    void a_lost_connection_is_said_and_figures_are_current_when_it_is_back() {
        // Given
        page.navigate(console.url("/"));
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        int port = console.port();

        // When
        console.close();

        // Then
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");

        // When
        PreviewWorld later = PreviewWorld.busy();
        later.live.apply(
                PreviewIncidents.retitled(later.live.incident("inc-7f31a2").orElseThrow(), "Refunds fail: 400 wait"));
        console = RunningConsole.of(later, later.ports(), port);

        // Then
        assertThat(page.getByText("Refunds fail: 400 wait"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(page.getByText("Connection lost")).hasCount(0);
    }

    @Test
    void what_could_not_be_read_is_read_again_though_the_stream_is_live() {
        // Given a network that loses the first readings of incidents
        Incident refunds = console.world.live.incident("inc-7f31a2").orElseThrow();
        AtomicInteger lost = new AtomicInteger(3);
        page.route("**/api/v1/incidents?status=all*", route -> {
            if (lost.getAndDecrement() > 0) {
                route.abort();
            } else {
                route.resume();
            }
        });

        // When
        page.navigate(console.url("/"));

        // Then
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByText(refunds.title()).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(lost.get()).isNegative();
    }

    @Test
    void theme_and_density_are_kept_for_the_next_visit() {
        // Given
        page.navigate(console.url("/stock"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme: auto"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme: dark"))
                .click();

        // When
        page.reload();

        // Then
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme: light")))
                .isVisible();
        assertThat((String) page.evaluate("getComputedStyle(document.body).color"))
                .isEqualTo("rgb(20, 25, 31)");
    }
}
