package io.tillwatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silences and what called nobody, in a real browser: asked for, ended, narrowed, and changing as it happens. */
final class QuietPageTest {
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
    void a_silence_that_is_asked_for_on_an_incident_names_it_its_owner_reason_and_end_and_is_told_there() {
        // Given
        page.navigate(console.url("/incidents/inc-c4410e"));
        page.getByText("Silence…").click();
        assertThat(page.getByLabel("Kind")).hasValue("OVERSELL");
        assertThat(page.getByLabel("Subject")).hasValue("COAT-WOOL-M|store-004");

        // When
        page.getByLabel("Reason").fill("recount at six");
        page.getByLabel("For how many minutes").fill("90");
        page.getByLabel("Your name").fill("ada");
        button("Silence").click();

        // Then
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Stored: Oversell, COAT-WOOL-M");
        Locator row = page.locator("tbody tr:has-text('recount at six')");
        assertThat(row).containsText("ada");
        assertThat(row).containsText("in 1 h 29 min");
        assertThat(console.world.silences).singleElement().satisfies(silence -> {
            assertThat(silence.kind()).isEqualTo(IncidentKind.OVERSELL);
            assertThat(silence.subject()).isEqualTo("COAT-WOOL-M|store-004");
            assertThat(silence.flow()).isNull();
            assertThat(silence.actor()).isEqualTo("ada");
            assertThat(Duration.between(silence.from(), silence.until())).isEqualTo(Duration.ofMinutes(90));
        });
        page.navigate(console.url("/incidents/inc-c4410e"));
        assertThat(page.locator(".incident header")).containsText("Silenced by ada until ");
        assertThat(page.locator(".incident header")).containsText("recount at six");
    }

    @Test
    void a_silence_is_ended_by_whoever_said_so_and_stands_among_those_that_are_over() {
        // Given
        page.navigate(console.url("/quiet"));
        Locator which = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Which silences"));
        assertThat(which).containsText("Holding1Over2");
        page.evaluate("localStorage.setItem('tillwatch.name', 'maria')");

        // When by keyboard
        page.getByLabel("End the silence of flow marketplace-orders-b").focus();
        page.keyboard().press("Enter");

        // Then
        assertThat(page.getByText("Nothing is silenced")).isVisible();
        assertThat(console.world.silences).last().extracting(Silence::endedBy).isEqualTo("maria");
        which.getByText("Over3").click();
        assertThat(page.locator("tbody tr:has-text('marketplace B moves its API')")
                        .first())
                .containsText("Ended by maria");
    }

    @Test
    void signals_that_called_nobody_come_as_they_are_held_back_and_are_narrowed_by_rule_flow_and_incident() {
        // Given
        page.navigate(console.url("/quiet"));
        Locator rules = page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName("Rule").setExact(true));
        Locator rows = page.getByRole(
                        AriaRole.REGION, new Page.GetByRoleOptions().setName("Signals that called nobody"))
                .locator("tbody tr");
        assertThat(rules).containsText("Expected7Inhibited12Silenced4");
        assertThat(rows).hasCount(23);

        // When
        console.world.live.apply(PreviewQuiet.held(
                -1,
                Suppression.Rule.SILENCED,
                "ada: marketplace B moves its API",
                "inc-55e0b7",
                IncidentKind.SOURCE_SILENT,
                "marketplace-b",
                "marketplace-orders-b"));

        // Then
        assertThat(rules).containsText("Silenced5");
        assertThat(rows).hasCount(24);
        assertThat(rows.first()).containsText("ada: marketplace B moves its API");

        // When
        rules.getByText("Inhibited").click();

        // Then
        assertThat(rows).hasCount(12);
        assertThat(rows.first()).containsText("REFUND_FAILING at psp");
        page.getByLabel("Flow", new Page.GetByLabelOptions().setExact(true)).selectOption("web-orders");
        assertThat(page.getByText("None of the newest matches")).isVisible();

        // When
        page.navigate(console.url("/quiet?incident=inc-88b1c3"));

        // Then
        assertThat(rows).hasCount(7);
        rows.first().locator(".c-incident a").click();
        assertThat(page.locator(".incident h2")).containsText("Orders of the shop run at 1.8 times");
    }

    @Test
    void what_names_nothing_cannot_be_silenced_and_what_could_not_be_stored_is_said() {
        // Given
        PreviewWorld world = console.world;
        SilenceSink away = silence -> {
            throw new SourceUnavailableException("Kafka", new IllegalStateException("refused"));
        };
        try (RunningConsole broken = RunningConsole.of(world, world.ports().with(away), 0)) {
            page = chromium.wide(broken);
            page.navigate(broken.url("/"));
            page.keyboard().press("g");
            page.keyboard().press("q");
            button("New silence").click();
            assertThat(button("Silence")).isDisabled();

            // When
            page.getByLabel("Owner").selectOption("finance");
            page.getByLabel("Reason").fill("closing of the month");
            page.getByLabel("Your name").fill("ada");
            button("Silence").click();

            // Then
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("It was not stored: Kafka does not answer");
            assertThat(page.getByLabel("Reason")).hasValue("closing of the month");
            assertThat(button("Silence")).isEnabled();
            page.close();
        }
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
