package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The labelled run of a real Odoo, served by the stand-in, and read over each protocol. */
class StandInReadingTest {
    private static final OdooAccess ACCESS = OdooAccess.demo();
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static Path seeded;
    private static OdooStandIn odoo;

    @BeforeAll
    static void start() {
        seeded = Recording.directory().resolve("seeded");
        odoo = OdooStandIn.start(0, ACCESS).loadExport(seeded);
    }

    @AfterAll
    static void stop() {
        if (odoo != null) {
            odoo.close();
        }
    }

    private static OdooSettings settings(String secret) {
        return OdooSettings.of(URI.create(odoo.url()), ACCESS.database(), ACCESS.user(), secret)
                .forSimulatedTime();
    }

    private static String secret(String protocol) {
        return protocol.equals("JSON-2") ? ACCESS.apiKey() : ACCESS.password();
    }

    @ParameterizedTest(name = "{0}, batches of {1}")
    @CsvSource({"JSON-2, 1000", "JSON-RPC, 1000", "JSON-2, 97"})
    void either_protocol_reads_what_the_export_holds(String protocol, int batchSize) {
        // Given
        Map<String, Map<String, Object>> exported = comparable(OdooExport.read(seeded));
        List<Long> progress = new ArrayList<>();

        try (OdooClient client = OdooClient.connect(settings(secret(protocol)))) {
            // When
            List<OdooDocument> read =
                    new OdooReader(client, () -> LATER, Duration.ZERO, Duration.ZERO, batchSize).readAll(progress::add);

            // Then
            assertThat(client.protocol()).isEqualTo(protocol);
            assertThat(comparable(read)).isEqualTo(exported).hasSize(3_794);
            assertThat(read).extracting(OdooDocument::key).doesNotHaveDuplicates();
            assertThat(progress).isSorted().endsWith((long) read.size());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"JSON-2", "JSON-RPC"})
    void the_user_of_the_stand_in_sees_enough(String protocol) {
        // Given
        try (OdooClient client = OdooClient.connect(settings(secret(protocol)))) {
            // When, Then
            assertThat(RightsCheck.problems(client)).isEmpty();
        }
    }

    @Test
    void a_wrong_key_is_refused_by_both_protocols() {
        // When, Then
        assertThatThrownBy(() -> OdooClient.connect(settings("wrong")))
                .isInstanceOf(OdooException.class)
                .hasMessageContaining("may be wrong or expired");
    }

    /** Of the models that are read, the fields that are read, by key; links as ids and amounts by value. */
    private static Map<String, Map<String, Object>> comparable(List<OdooDocument> documents) {
        Map<String, OdooModel> models = OdooModels.all().stream()
                .filter(model -> !model.optional())
                .collect(Collectors.toMap(OdooModel::name, model -> model));
        return documents.stream()
                .filter(document -> models.containsKey(document.model()))
                .collect(Collectors.toMap(
                        OdooDocument::key,
                        document -> fields(document, models.get(document.model())),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Map<String, Object> fields(OdooDocument document, OdooModel model) {
        Map<String, Object> fields = new TreeMap<>();
        model.fields().forEach(field -> fields.put(field, value(document.row().path(field))));
        fields.put("write_date of the document", String.valueOf(document.writeDate()));
        return fields;
    }

    private static Object value(JsonNode cell) {
        if (cell.isArray() && cell.size() == 2 && cell.path(1).isTextual()) {
            return value(cell.path(0));
        }
        return cell.isNumber() ? new BigDecimal(cell.asText()).stripTrailingZeros() : cell.toString();
    }
}
