package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RightsCheckTest {
    private final FakeOdoo odoo = new FakeOdoo();

    private void session(long id, String state, long entry) {
        odoo.write("pos.session", id, "09:00:00").put("state", state).put("move_id", entry);
    }

    @Test
    void nothing_is_in_the_way_of_a_user_who_sees_every_entry() {
        // Given
        session(1, "closed", 11);
        session(2, "closed", 12);
        session(3, "opened", 0);
        odoo.write("pos.session", 4, "09:00:00").put("state", "closed").put("move_id", false);
        odoo.write("account.move", 11, "09:00:00");
        odoo.write("account.move", 12, "09:00:00");

        // When, Then
        assertThat(RightsCheck.problems(odoo)).isEmpty();
    }

    @Test
    void rows_that_are_hidden_without_an_error_are_noticed() {
        // Given
        session(1, "closed", 11);
        session(2, "closed", 12);
        odoo.write("account.move", 12, "09:00:00");

        // When, Then
        assertThat(RightsCheck.problems(odoo))
                .containsExactly("the user sees 1 of the entries of 2 closed sessions:"
                        + " give it read rights on all journal entries");
    }

    @Test
    void a_model_that_may_not_be_read_is_named() {
        // Given
        odoo.unreadable.add("account.move.line");

        // When, Then
        assertThat(RightsCheck.problems(odoo))
                .containsExactly("model account.move.line: Odoo does not let the user see this: no");
    }

    @Test
    void a_fresh_odoo_without_closed_sessions_is_fine() {
        // When, Then
        assertThat(RightsCheck.problems(odoo)).isEmpty();
    }
}
