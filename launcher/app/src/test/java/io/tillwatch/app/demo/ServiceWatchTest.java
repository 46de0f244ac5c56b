package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.app.UserError;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
    private List<String> problems = List.of();
    private long seconds;
    private final ServiceWatch watch = new ServiceWatch(() -> problems, () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void a_service_that_heals_in_time_is_let_be_as_often_as_it_does() {
        assertThatCode(() -> {
                    for (int stall = 0; stall < 5; stall++) {
                        pass(30, "detection is REBALANCING");
                        pass(1);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_service_that_does_not_heal_is_told_in_one_line() {
        // Given
        pass(60);

        // When
        assertThatCode(() -> pass(30, "inventory is ERROR")).doesNotThrowAnyException();

        // Then
        assertThatThrownBy(() -> pass(1, "inventory is ERROR"))
                .isInstanceOf(UserError.class)
                .hasMessage("a service stopped: inventory is ERROR; the log file has the details");
    }

    private void pass(int duration, String... wrong) {
        problems = List.of(wrong);
        for (int i = 0; i < duration; i++) {
            seconds++;
            watch.look();
        }
    }
}
