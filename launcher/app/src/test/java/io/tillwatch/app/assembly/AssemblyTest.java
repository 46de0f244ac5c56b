package io.tillwatch.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.app.assembly.Assembly.Wave;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void doors_close_before_services_and_services_before_engines_each_once_whatever_fails() {
        // Given
        Assembly assembly = new Assembly();
        assembly.keep(Wave.ENGINES, "broker", () -> closed.add("broker"));
        assembly.keep(Wave.SERVICES, "inventory", () -> closed.add("inventory"));
        assembly.keep(Wave.DOORS, "console", () -> {
            closed.add("console");
            throw new IllegalStateException("cannot close");
        });

        // When
        assembly.close();
        assembly.close();

        // Then
        assertThat(closed).containsExactly("console", "inventory", "broker");
    }

    @Test
    void a_part_that_comes_after_the_close_is_closed_at_once() {
        Assembly assembly = new Assembly();
        assembly.close();

        assertThatThrownBy(() -> assembly.keep(Wave.SERVICES, "late", () -> closed.add("late")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }
}
