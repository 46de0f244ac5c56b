package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class GrowthPageTest {
    private static final GrowthBench.Report REPORT = new GrowthBench.Report(
            List.of(
                    new GrowthBench.Step(100_000, 1000, 0.25, 4.5, 500, 40, 1.5, 0.25, 2.0, 700_000, 0),
                    new GrowthBench.Step(1_000_000, 900, 0.2, 5.5, 800, 400, 2.5, 2.25, 4.0, 600_000, 0)),
            5000,
            1000,
            "exactly_once_v2",
            0,
            new InventoryReport.Jvm("17", 2048, List.of("Copy"), 2),
            9);

    @TempDir
    private Path directory;

    @Test
    void the_page_has_a_row_a_size_and_the_command_that_makes_it_again() throws Exception {
        // When
        GrowthPage.write(REPORT, "./tillwatch bench inventory --growth 100000,1000000", directory);

        // Then
        assertThat(directory.resolve(GrowthPage.PAGE))
                .content()
                .contains("| 100,000 | 1,000 | 0.250 | 4.50 | 500 | 40 | 1.50 | 0.25 | 700,000 | 0 |")
                .contains("| 1,000,000 | 900 |")
                .contains("`./tillwatch bench inventory --growth 100000,1000000`")
                .contains("seed 9");
    }

    @Test
    void the_picture_is_xml_with_a_point_for_each_figure() throws Exception {
        // When
        GrowthPage.write(REPORT, "./tillwatch", directory);

        // Then
        String svg = Files.readString(directory.resolve(GrowthPage.PICTURE));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2 * 5);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(5);
    }
}
