package io.tillwatch.contracts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.contracts.GeneratedFile;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Test
    void topics_page_is_what_the_catalogue_says() throws IOException {
        GeneratedFile.check(DOCS.resolve("topics.md"), TopicsPage.render());
    }

    @Test
    void asyncapi_document_is_what_the_catalogue_says() throws IOException {
        GeneratedFile.check(DOCS.resolve("asyncapi.yaml"), YAML.writeValueAsString(AsyncApi.document()));
    }

    @Test
    void every_reference_of_the_asyncapi_document_leads_somewhere() {
        // Given
        JsonNode document = AsyncApi.document();

        // When
        var references = document.findValuesAsText("$ref");

        // Then
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(DOCS.resolve(reference).normalize()).exists();
            }
        });
    }

    @Test
    void every_topic_is_a_channel_and_every_event_type_a_message() {
        // Given
        JsonNode document = AsyncApi.document();

        // Then
        assertThat(document.get("channels").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Topics.all().stream().map(topic -> topic.name()).toList());
        assertThat(document.at("/components/messages").fieldNames())
                .toIterable()
                .containsAll(Arrays.stream(EventType.values())
                        .map(EventType::typeName)
                        .toList());
    }

    @Test
    void every_header_that_we_write_is_described() {
        // Given
        OffsetDateTime time = OffsetDateTime.parse("2026-03-29T03:30:00+02:00");
        Envelope envelope = new Envelope(
                "id",
                "/pos",
                "retail.sale.completed.v1",
                "R1",
                time,
                time.toInstant(),
                1L,
                "e",
                "f",
                "c",
                "d",
                "t",
                2,
                "r",
                new EventRef("/pos", "x"));
        RecordHeaders headers = new RecordHeaders();

        // When
        EnvelopeHeaders.write(envelope, headers);

        // Then
        assertThat(AsyncApi.document()
                        .at("/components/schemas/envelope/properties")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(headers.toArray())
                        .map(header -> header.key())
                        .filter(name -> name.startsWith("ce_"))
                        .toList());
    }
}
