package io.tillwatch.models.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order 4711 failed after 3.5 s             | order <*> failed after <*> s
            connect to 10.0.3.17:5432 refused         | connect to <*> refused
            id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 x | id <*> x
            at 2026-03-02T12:00:01.250Z till closed   | at <*> till closed
            cannot read /var/lib/till/7/journal.db    | cannot read <*>
            POST https://shop.example/api/7?x=1 gave 502 | POST <*> gave <*>
            flags 0x7fe1 set on eth1                  | flags <*> set on eth1
            product 'Blue mug' unknown                | product <*> unknown
            can't post the session                    | can't post the session
            uid=10037, name=core                      | uid= <*>, name= core
            balance -12.50 EUR                        | balance <*> EUR
            """)
    void variables_are_masked_and_words_stay(String text, String template) {
        assertThat(String.join(" ", Masker.tokens(text))).isEqualTo(template);
    }
}
