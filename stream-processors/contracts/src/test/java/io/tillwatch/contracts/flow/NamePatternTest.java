package io.tillwatch.contracts.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePatternTest {
    @Test
    void a_star_stands_for_any_run_of_characters_and_nothing_else_does() {
        assertThat(NamePattern.matchesAny(List.of("/psp", "/pos/*"), "/pos/store-1/till-2"))
                .isTrue();
        assertThat(NamePattern.matchesAny(List.of("/pos/*"), "/pos")).isFalse();
        assertThat(NamePattern.matchesAny(List.of("/p.s"), "/pos")).isFalse();
        assertThat(NamePattern.matchesAny(List.of(), "/pos")).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void it_agrees_with_a_regular_expression(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*", 6);
            String name = text(random, "ab", 8);

            assertThat(NamePattern.matches(pattern, name))
                    .as("%s %s", pattern, name)
                    .isEqualTo(Pattern.matches(pattern.replace("*", ".*"), name));
        }
    }

    private static String text(Random random, String letters, int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
