package io.tillwatch.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b: open | {\"match\":{\"a.b\":\"open\"}}",
                "a: \"two words\" | {\"match_phrase\":{\"a\":\"two words\"}}",
                "a: * | {\"exists\":{\"field\":\"a\"}}",
                "a < 0 | {\"range\":{\"a\":{\"lt\":\"0\"}}}",
                "a >= -1 | {\"range\":{\"a\":{\"gte\":\"-1\"}}}",
                "not a: 1 | {\"bool\":{\"must_not\":[{\"match\":{\"a\":\"1\"}}]}}",
                "a: 1 and b: 2 | {\"bool\":{\"filter\":[{\"match\":{\"a\":\"1\"}},{\"match\":{\"b\":\"2\"}}]}}",
                "a: (1 or 2) | {\"bool\":{\"should\":[{\"match\":{\"a\":\"1\"}},{\"match\":{\"a\":\"2\"}}],\"minimum_should_match\":1}}",
            })
    void kql_becomes_a_search(String kql, String query) {
        assertThat(Kql.parse(kql).query()).hasToString(query);
    }

    @Test
    void and_binds_closer_than_or() {
        assertThat(Kql.parse("a: 1 or b: 2 and c: 3").query())
                .hasToString(Kql.parse("a: 1 or (b: 2 and c: 3)").query().toString());
        assertThat(Kql.parse("a: 1 or b: 2 and c: 3").fields()).containsExactly("a", "b", "c");
    }

    @Test
    void nothing_means_everything() {
        assertThat(Kql.parse(" ").query()).hasToString("{\"match_all\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:", "a: (1 or", "a: 1 b: 2", "a: o*n", "{}", "(a: 1"})
    void what_lies_beyond_is_refused(String kql) {
        assertThatThrownBy(() -> Kql.parse(kql)).isInstanceOf(IllegalArgumentException.class);
    }
}
