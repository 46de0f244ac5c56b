package io.tillwatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Suppression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page in a real browser: it opens, fits, is accessible, asks nobody else and says what its figures mean. */
final class PagesTest {
    private static Chromium chromium;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        console = RunningConsole.of(PreviewWorld.busy());
    }

    @AfterAll
    static void stop() {
        if (console != null) {
            console.close();
            chromium.close();
        }
    }

    @BeforeEach
    void fresh() {
        chromium.reset();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/pages.csv")
    void a_page_opens_fits_wide_and_narrow_is_accessible_and_asks_nobody_else(String path, String says) {
        // When
        Page narrow = opened(390, 844, ColorScheme.LIGHT, path, says);
        Page wide = opened(1280, 800, ColorScheme.DARK, path, says);

        // Then
        assertFits(narrow, path);
        assertFits(wide, path);
        assertAccessible(wide, path);
        assertThat(chromium.complaints).isEmpty();
    }

    /** The other colours and the narrow arrangement have contrasts and regions of their own. */
    @Tag("long")
    @ParameterizedTest
    @CsvFileSource(resources = "/pages.csv")
    void a_page_is_accessible_in_light_colours_on_a_narrow_screen_too(String path, String says) {
        assertAccessible(opened(390, 844, ColorScheme.LIGHT, path, says), path);
    }

    private static Page opened(int width, int height, ColorScheme scheme, String path, String says) {
        Page page = chromium.page(console, width, height, scheme);
        page.navigate(console.url(path));
        assertThat(page.locator("main")
                        .getByText(says)
                        .filter(new Locator.FilterOptions().setVisible(true))
                        .first())
                .isVisible();
        assertThat(page.locator(".loading")).hasCount(0);
        return page;
    }

    private static void assertFits(Page page, String path) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("%s is wider than its window of %s px", path, page.viewportSize().width)
                .isLessThanOrEqualTo(0);
    }

    /** A table may scroll within a page that fits: what hides at its right is not seen by who does not know of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/incidents", "/quiet", "/quiet?show=all"})
    void no_table_hides_columns_on_a_narrow_screen_whatever_its_names_and_sums(String path) {
        // Given
        PreviewWorld world = PreviewWorld.busy();
        Incident broad = PreviewIncidents.broad();
        world.live.apply(broad);
        for (Suppression.Rule rule : Suppression.Rule.values()) {
            for (int n = 0; n < 12_000; n++) {
                world.live.apply(PreviewQuiet.held(
                        n, rule, broad.title(), broad.id(), broad.kind(), broad.subject(), broad.flow()));
            }
        }
        try (RunningConsole narrow = RunningConsole.of(world)) {
            Page page = chromium.page(narrow, 390, 844, ColorScheme.LIGHT);

            // When
            page.navigate(narrow.url(path));
            assertThat(page.locator("tbody tr").first()).isVisible();
            assertThat(page.locator(".loading")).hasCount(0);

            // Then
            assertFits(page, path);
            assertThat((Integer) page.evaluate("Math.max(...[...document.querySelectorAll('.scroller')]"
                            + ".map(table => table.scrollWidth - table.clientWidth))"))
                    .as("%s hides px of a table", path)
                    .isLessThanOrEqualTo(0);
            if (path.equals("/")) {
                assertThat(page.locator(".burning tbody tr").first()).containsText("12,841,201 EUR at risk");
                assertThat(page.locator(".burning tbody tr").first()).containsText("since 2 d 23 h");
            }
            page.close();
        }
    }

    private static void assertAccessible(Page page, String path) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .analyze()
                .getViolations();
        assertThat(violations).as(() -> path + ": " + explained(violations)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, .panel .line",
        "/stock, thead th.number",
        "/incidents, thead th.number",
        "/quiet, thead th.number",
        "/books, thead th.number",
        "/flows, thead th.number",
        "/exceptions, thead th.number",
        "/detectors, thead th.number"
    })
    void every_figure_says_on_hover_what_it_means_and_leads_to_the_guide(String path, String figures) {
        // Given
        Page page = chromium.wide(console);
        page.navigate(console.url(path));
        assertThat(page.locator(figures).first()).isVisible();
        assertThat(page.locator(".loading")).hasCount(0);

        // Then
        Locator all = page.locator(figures);
        Set<String> terms = new TreeSet<>();
        for (Locator figure : all.all()) {
            if (figure.isVisible()) {
                Locator term = figure.locator("[data-term]");
                assertThat(term).hasCount(1);
                assertThat(term.getAttribute("title")).as(figure.innerText()).contains("From: ");
                terms.add(term.getAttribute("data-term"));
            }
        }
        assertThat(terms).hasSizeGreaterThanOrEqualTo(2);

        // When
        page.locator(".guide-to").first().click();

        // Then
        assertThat(page.locator("h1")).hasText("What the figures mean");
        for (String term : terms) {
            assertThat(page.locator("[id='" + term + "'] dd")).containsText("From: ");
        }
    }

    @Test
    void figures_have_their_units_and_times_their_zone_whatever_the_browsers_language() {
        // Given
        Page page = chromium.wide(console);

        // When
        page.navigate(console.url("/incidents/inc-7f31a2"));

        // Then
        assertThat(page.locator(".meta")).containsText("41,200.00 EUR at risk");
        assertThat(page.locator(".meta")).containsText("13:54:11 CET");
        assertThat(page.locator(".meta")).containsText("detected after 2.0 s");
    }

    @Test
    void an_empty_installation_says_that_nothing_was_read_and_not_that_all_is_well() {
        // Given
        try (RunningConsole empty = RunningConsole.of(PreviewWorld.empty())) {
            Page page = chromium.wide(empty);

            // When
            page.navigate(empty.url("/"));

            // Then
            assertThat(page.getByText("Nothing was read yet")).isVisible();
            assertThat(page.locator(".panel .state.ok, .burning .state.ok")).hasCount(0);
            page.navigate(empty.url("/stock"));
            assertThat(page.getByText("No position yet")).isVisible();
            page.navigate(empty.url("/books"));
            assertThat(page.getByText("Cases appear when sales are compared")).isVisible();
            page.navigate(empty.url("/incidents"));
            assertThat(page.getByText("Nothing to do")).isVisible();
            page.close();
        }
    }

    @Test
    void an_address_that_does_not_exist_says_so_and_leads_back() {
        // Given
        Page page = chromium.wide(console);

        // When
        page.navigate(console.url("/nowhere"));

        // Then
        assertThat(page.getByText("There is no such page")).isVisible();
        page.getByText("To the overview").click();
        assertThat(page.getByText("From tills to Odoo")).isVisible();
    }

    @Test
    void no_record_content_comes_to_the_screen() {
        // Given
        Page page = chromium.wide(console);

        // When
        page.navigate(console.url("/exceptions"));
        assertThat(page.getByText("Newest of 225 records")).isVisible();

        // Then
        assertThat(page.content()).doesNotContain(PreviewFailures.CONTENT);
    }

    private static String explained(List<Rule> violations) {
        StringBuilder text = new StringBuilder();
        for (Rule rule : violations) {
            text.append(rule.getId()).append(": ").append(rule.getHelp());
            rule.getNodes().stream()
                    .limit(3)
                    .forEach(node -> text.append("\n  ")
                            .append(node.getHtml())
                            .append("\n    ")
                            .append(node.getFailureSummary()));
            text.append('\n');
        }
        return text.toString();
    }
}
