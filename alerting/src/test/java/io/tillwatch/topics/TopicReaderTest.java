package io.tillwatch.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
    private static Broker broker;

    @BeforeAll
    static void start(@TempDir java.nio.file.Path dir) throws Exception {
        broker = Broker.start(dir);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void all_reads_what_was_committed_and_ends() {
        // Given
        for (int i = 0; i < 10; i++) {
            broker.raw("retail.sales", "k" + i, ("v" + i).getBytes(StandardCharsets.UTF_8));
        }
        broker.flush();
        transaction("retail.sales", "aborted", false);
        transaction("retail.sales", "committed", true);

        // When
        List<String> keys = new ArrayList<>();
        reader().all("retail.sales", record -> keys.add(record.key()));

        // Then
        assertThat(keys).hasSize(11).contains("k0", "k9", "committed").doesNotContain("aborted");
    }

    @Test
    void last_and_before_read_the_end_only() {
        // Given
        for (int i = 0; i < 20; i++) {
            broker.raw("tillwatch.audit", "k" + i, new byte[0]);
        }
        broker.flush();

        // When
        List<String> last = new ArrayList<>();
        reader().last("tillwatch.audit", 3, record -> last.add(record.key()));
        List<String> before = new ArrayList<>();
        reader().before(Map.of(new TopicPartition("tillwatch.audit", 0), 10L), 4, record -> before.add(record.key()));

        // Then
        assertThat(last).containsExactly("k17", "k18", "k19");
        assertThat(before).containsExactly("k6", "k7", "k8", "k9");
    }

    @Test
    void empty_topic_has_nothing_to_read() {
        // When
        List<Object> records = new ArrayList<>();
        reader().all("retail.stock", records::add);
        reader().last("retail.stock", 10, records::add);

        // Then
        assertThat(records).isEmpty();
    }

    @Test
    void refused_record_is_kept_whole_and_its_explanation_quotes_nothing() {
        // Given
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "tillwatch.verdicts", 1, 7, "secret-key", "secret-value".getBytes(StandardCharsets.UTF_8));
        record.headers().add("h", new byte[] {1});

        // When
        QuarantinedRecord foreseen = Refusal.of(
                record, new ContractViolation(ReasonCode.MALFORMED_BODY, "field at is invalid"), "alerting", AT);
        QuarantinedRecord unforeseen = Refusal.of(record, new IllegalStateException("secret-value"), "alerting", AT);

        // Then
        assertThat(foreseen.id()).isEqualTo("tillwatch.verdicts-1-7");
        assertThat(foreseen.reason()).isEqualTo(ReasonCode.MALFORMED_BODY);
        assertThat(foreseen.explanation()).isEqualTo("field at is invalid");
        assertThat(foreseen.value()).isEqualTo("c2VjcmV0LXZhbHVl");
        assertThat(foreseen.headers()).containsExactly(Map.entry("h", "AQ=="));
        assertThat(unforeseen.reason()).isEqualTo(ReasonCode.PROCESSING_FAILED);
        assertThat(unforeseen.explanation()).isEqualTo("unexpected IllegalStateException");
    }

    @Test
    void record_without_a_required_field_is_told_from_one_without_an_optional_one() {
        // Given
        Verdict whole = new Verdict("i", Verdict.Say.RESOLVE, "ada", AT, null, null);
        Verdict part = Json.read(
                "{\"incident\": \"i\", \"say\": \"RESOLVE\"}".getBytes(StandardCharsets.UTF_8), Verdict.class);

        // Then
        assertThat(Complete.check(whole)).isSameAs(whole);
        assertThatThrownBy(() -> Complete.check(part))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("actor is missing");
    }

    private static TopicReader reader() {
        return new TopicReader(broker.clientProperties(), () -> false);
    }

    private static void transaction(String topic, String key, boolean commit) {
        Map<String, Object> settings = new HashMap<>(broker.clientProperties());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(topic, key, "v"));
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.flush();
                producer.abortTransaction();
            }
        }
    }
}
