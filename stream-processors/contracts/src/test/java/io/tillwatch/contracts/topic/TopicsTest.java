package io.tillwatch.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.EventType;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TopicsTest {
    @Test
    void every_name_stands_in_the_catalogue_once_and_kafka_takes_it() throws IllegalAccessException {
        // Given
        List<String> names = new ArrayList<>();
        for (Field field : TopicNames.class.getFields()) {
            names.add((String) field.get(null));
        }

        // Then
        assertThat(Topics.all()).extracting(topic -> topic.name()).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(Topic::validate);
    }

    @Test
    void state_is_compacted_and_kept_for_ever() {
        assertThat(Topics.POSITIONS.configuration())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    }

    @Test
    void events_outlive_the_horizon_of_the_ledger() {
        assertThat(Topics.SALES.configuration())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                .containsEntry(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(90).toMillis()))
                .containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    }

    @Test
    void the_audit_chain_has_one_partition_and_no_end() {
        assertThat(Topics.AUDIT.partitions()).isOne();
        assertThat(Topics.AUDIT.configuration())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    }

    @ParameterizedTest
    @EnumSource
    void event_types_live_on_event_topics_and_carry_a_version(EventType type) {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.name().equals(type.topicName()))
                .singleElement()
                .satisfies(topic -> assertThat(topic.kind()).hasToString("EVENTS"));
        assertThat(type.typeName()).matches("[a-z]+(\\.[a-z-]+)+\\.v[1-9][0-9]*");
        assertThat(EventType.named(type.typeName())).isSameAs(type);
    }
}
