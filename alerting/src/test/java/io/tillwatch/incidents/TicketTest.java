package io.tillwatch.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketTest {
    @Test
    void each_sentence_says_a_stored_field() {
        // Given
        IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
        book.apply(
                Told.refunds()
                        .since(2)
                        .at(5)
                        .costs("41200", 312)
                        .score(0.9)
                        .evidence(Map.of("code", "05", "bad", "18", "good", "82"))
                        .signal(),
                Told.minute(5));

        // When
        List<Incident> changed = book.apply(
                Told.of(IncidentKind.EXCEPTION_NEW, "a1b2", "payments")
                        .since(3)
                        .at(6)
                        .signal(),
                Told.minute(6));

        // Then
        assertThat(changed.get(0).ticket()).isEqualTo("""
                        P1 REFUND_FAILING at psp-a, seen in minute 5
                        Since 2026-11-23T08:02:00Z, seen 2 times, last at 2026-11-23T08:05:00Z.
                        Flow refunds, owner payments, escalation payments-oncall.
                        At risk: 41200.00 EUR.
                        Customers affected: 312.
                        Priority because: 41200.00 EUR at risk (+4.6), 312 customers affected (+1.2), tier-2 flow refunds \
                        (+1.4), strongest signal 0.90 of 1 (+0.9), 1 further flows touched (+0.4), not seen before (+0.3).
                        Likely cause: psp-a answers with code 05.
                        Joined: EXCEPTION_NEW at a1b2: on payments, which is linked to refunds, 1 min apart; it is a \
                        symptom of REFUND_FAILING.
                        Next step: Route refunds to the second provider, or to the manual list, and stop the client's retries.
                        Runbook: docs/runbooks/refund-failing.md
                        """);
    }
}
