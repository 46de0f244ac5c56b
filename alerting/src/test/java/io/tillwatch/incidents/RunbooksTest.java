package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbooksTest {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");
    private static final Path INDEX = RUNBOOKS.resolve("README.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
    private static final List<String> SECTIONS = List.of(
            "## Symptom",
            "## First look",
            "## Likely causes, most likely first",
            "## What to do next",
            "## How to tell that it is over");

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void each_kind_has_its_page_with_all_sections_in_order(IncidentKind kind) throws IOException {
        // When
        List<String> lines = Files.readAllLines(RUNBOOKS.resolve(kind.runbook()));

        // Then
        assertThat(lines.get(0)).startsWith("# ");
        assertThat(lines).anyMatch(line -> line.startsWith("`" + kind + "` "));
        assertThat(lines.stream().filter(line -> line.startsWith("## "))).containsExactlyElementsOf(SECTIONS);
        for (String section : SECTIONS) {
            assertThat(lines.get(lines.indexOf(section) + 2)).as(section).isNotBlank();
        }
        assertThat(lines).as("one page, not a book").hasSizeLessThan(60);
        assertThat(lines).allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void each_page_is_linked_from_the_index(IncidentKind kind) throws IOException {
        assertThat(Files.readString(INDEX)).contains("| [" + kind + "](" + kind.runbook() + ") | ");
    }

    @Test
    void every_link_of_every_page_leads_somewhere() throws IOException {
        for (Path page : pages()) {
            // When
            List<String> links = LINK.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .toList();

            // Then
            assertThat(links)
                    .as(page.toString())
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(RUNBOOKS.resolve(link)).exists());
        }
    }

    @Test
    void no_page_is_left_of_a_kind_that_is_no_more() throws IOException {
        assertThat(pages().stream().map(page -> page.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("README.md"),
                                Arrays.stream(IncidentKind.values()).map(IncidentKind::runbook))
                        .toList());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            return files.sorted().toList();
        }
    }
}
