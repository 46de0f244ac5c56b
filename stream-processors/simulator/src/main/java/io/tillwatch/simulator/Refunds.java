package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.retail.RefundProgressed;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money back: for cancelled and returned orders, and small gestures of goodwill. */
final class Refunds {
    private static final String FLOW = "refunds";
    private static final double GESTURES_PER_MINUTE = 0.45;
    private static final double FAULT_GESTURES_PER_MINUTE = 3;
    private static final double FAILING = 0.6;
    private static final double NORMALLY_FAILING = 0.01;
    private static final int RETRIES_OF_A_STORM = 2;

    private static final String STACK = """
            io.retail.payments.RefundRejectedException: rejected
            \tat io.retail.payments.RefundClient.submit(RefundClient.java:142)
            \tat io.retail.payments.RefundWorker.run(RefundWorker.java:61)""";

    private final SimulatorConfig config;
    private final Script script;
    private final FaultPlan plan;
    private final Dice dice;
    private int number;
    private long failed;
    private Money failedMoney = Money.zero(Retailer.CURRENCY);

    Refunds(SimulatorConfig config, Script script, FaultPlan plan) {
        this.config = config;
        this.script = script;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "refunds");
    }

    /** Refunds that failed because of the planted fault. */
    long failed() {
        return failed;
    }

    Money failedMoney() {
        return failedMoney;
    }

    void normal(CustomerOrder order, Instant at, Money amount) {
        request(order, at, amount);
    }

    /** Part of the price back, since something was late or scratched. */
    void gestures(Window window, List<CustomerOrder> orders) {
        Instant minute = window.from().plusSeconds(600);
        int seen = 0;
        while (minute.isBefore(window.to())) {
            while (seen < orders.size()
                    && orders.get(seen).placedAt().plusSeconds(300).isBefore(minute)) {
                seen++;
            }
            boolean failing = plan.active(FaultKind.REFUND_PROVIDER_FAILING, minute);
            double rate = failing
                    ? Math.max(FAULT_GESTURES_PER_MINUTE, FAULT_GESTURES_PER_MINUTE * config.scale())
                    : GESTURES_PER_MINUTE * config.scale();
            int count = dice.poisson(rate);
            for (int i = 0; i < count && seen > 0; i++) {
                CustomerOrder order = orders.get(dice.between(Math.max(0, seen - 200), seen - 1));
                if (order.importedAt != null && order.cancelledAt == null) {
                    Money part = new Money(Math.max(50, order.total().minor() / 5), Retailer.CURRENCY);
                    request(order, minute.plusMillis(dice.between(0, 59_000)), part);
                }
            }
            minute = minute.plusSeconds(60);
        }
    }

    private void request(CustomerOrder order, Instant at, Money amount) {
        String refund = "RF-" + (500_001 + number++);
        Draft requested = event(EventType.REFUND_REQUESTED, "/oms", order, refund, at, amount, null, null);
        Instant answer = at.plus(dice.seconds(1, 20));
        if (plan.active(FaultKind.REFUND_PROVIDER_FAILING, at) && dice.chance(FAILING)) {
            failed++;
            failedMoney = failedMoney.plus(amount);
            for (int attempt = 0; attempt <= RETRIES_OF_A_STORM; attempt++) {
                fails(order, refund, answer.plusSeconds(attempt * 15L), amount, "05", requested);
            }
            Window window = plan.window(FaultKind.REFUND_PROVIDER_FAILING);
            if (window != null) {
                Instant healed = window.to().plus(dice.minutes(1, 6));
                event(EventType.REFUND_SUCCEEDED, "/psp", order, refund, healed, amount, null, requested);
            }
        } else {
            if (dice.chance(NORMALLY_FAILING)) {
                event(EventType.REFUND_FAILED, "/psp", order, refund, answer, amount, "14", requested);
                answer = answer.plusSeconds(dice.between(30, 90));
            }
            event(EventType.REFUND_SUCCEEDED, "/psp", order, refund, answer, amount, null, requested);
        }
    }

    private void fails(CustomerOrder order, String refund, Instant at, Money amount, String code, Draft cause) {
        Draft failure = event(EventType.REFUND_FAILED, "/psp", order, refund, at, amount, code, cause);
        script.event("/services/payments", EventType.EXCEPTION_RAISED, at.plusMillis(120))
                .subject("payments")
                .about(order.id())
                .causedBy(failure)
                .key(FLOW)
                .flow(FLOW)
                .body(new ExceptionRaised(
                        "payments",
                        "io.retail.payments.RefundRejectedException",
                        "Refund " + refund + " of order " + order.id() + " rejected by provider: code " + code,
                        STACK,
                        order.id()));
    }

    private Draft event(
            EventType type,
            String source,
            CustomerOrder order,
            String refund,
            Instant at,
            Money amount,
            @Nullable String code,
            @Nullable Draft cause) {
        return script.event(source, type, at)
                .subject(refund)
                .about(order.id())
                .causedBy(cause)
                .key(order.id())
                .flow(FLOW)
                .body(new RefundProgressed(refund, order.id(), "psp", amount, code, null));
    }
}
