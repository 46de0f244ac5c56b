package io.tillwatch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class KibanaObjectsTest {
    private static final Path FILE = Path.of("src/main/resources/kibana/tillwatch.ndjson");

    @Test
    void committed_file_is_what_the_description_says() throws IOException {
        // Given
        String written = KibanaObjects.written();
        if (Boolean.getBoolean("tillwatch.update")) {
            Files.writeString(FILE, written);
        }

        // Then
        assertThat(FILE)
                .as("%s is stale: run this module's tests with -Dtillwatch.update=true", FILE)
                .hasContent(written);
    }

    @Test
    void what_is_so_now_is_not_narrowed_by_the_time_of_the_dashboard() {
        assertThat(OperationsOverview.dashboard().panels())
                .filteredOn(Panel::asOfNow)
                .extracting(Panel::key)
                .containsExactly("open", "money-at-risk", "oversold", "open-by-priority", "breaks");
    }

    @Test
    void jar_carries_the_committed_file() throws IOException {
        assertThat(KibanaObjects.ndjson()).isEqualTo(Files.readString(FILE));
    }
}
