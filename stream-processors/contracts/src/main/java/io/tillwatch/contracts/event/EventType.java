package io.tillwatch.contracts.event;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.integration.JobFinished;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.retail.RefundProgressed;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleVoided;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.retail.SessionOpened;
import io.tillwatch.contracts.retail.SettlementReported;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockBufferSet;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.topic.TopicNames;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event type: its name with version, the topic that carries it and the record that its body is. */
public enum EventType {
    SALE_COMPLETED("retail.sale.completed.v1", TopicNames.SALES, SaleCompleted.class),
    SALE_VOIDED("retail.sale.voided.v1", TopicNames.SALES, SaleVoided.class),
    RETURN_COMPLETED("retail.return.completed.v1", TopicNames.SALES, ReturnCompleted.class),
    SESSION_OPENED("retail.session.opened.v1", TopicNames.SALES, SessionOpened.class),
    SESSION_CLOSED("retail.session.closed.v1", TopicNames.SALES, SessionClosed.class),

    ORDER_PLACED("retail.order.placed.v1", TopicNames.ORDERS, OrderPlaced.class),
    ORDER_ACCEPTED("retail.order.accepted.v1", TopicNames.ORDERS, OrderProgressed.class),
    ORDER_ALLOCATED("retail.order.allocated.v1", TopicNames.ORDERS, OrderProgressed.class),
    ORDER_PICKED("retail.order.picked.v1", TopicNames.ORDERS, OrderProgressed.class),
    /** Takes goods off the shelf: its lines name the reservations that it fulfils. */
    ORDER_SHIPPED("retail.order.shipped.v1", TopicNames.ORDERS, OrderProgressed.class),
    ORDER_READY("retail.order.ready-for-pickup.v1", TopicNames.ORDERS, OrderProgressed.class),
    /** Takes goods off the shelf, as shipped does. */
    ORDER_COLLECTED("retail.order.collected.v1", TopicNames.ORDERS, OrderProgressed.class),
    ORDER_DELIVERED("retail.order.delivered.v1", TopicNames.ORDERS, OrderProgressed.class),
    ORDER_CANCELLED("retail.order.cancelled.v1", TopicNames.ORDERS, OrderProgressed.class),
    /** Brings goods back: its lines say whether they are restocked. */
    ORDER_RETURNED("retail.order.returned.v1", TopicNames.ORDERS, OrderProgressed.class),

    STOCK_RECEIVED("retail.stock.received.v1", TopicNames.STOCK, StockReceived.class),
    STOCK_ADJUSTED("retail.stock.adjusted.v1", TopicNames.STOCK, StockAdjusted.class),
    STOCK_COUNTED("retail.stock.counted.v1", TopicNames.STOCK, StockCounted.class),
    STOCK_RESERVED("retail.stock.reserved.v1", TopicNames.STOCK, StockReserved.class),
    STOCK_RELEASED("retail.stock.released.v1", TopicNames.STOCK, StockReservationSettled.class),
    STOCK_FULFILLED("retail.stock.fulfilled.v1", TopicNames.STOCK, StockReservationSettled.class),
    STOCK_TRANSFER_DISPATCHED("retail.stock.transfer-dispatched.v1", TopicNames.STOCK, StockTransferred.class),
    STOCK_TRANSFER_RECEIVED("retail.stock.transfer-received.v1", TopicNames.STOCK, StockTransferred.class),
    STOCK_TRANSFER_WRITTEN_OFF("retail.stock.transfer-written-off.v1", TopicNames.STOCK, StockTransferred.class),
    STOCK_BUFFER_SET("retail.stock.buffer-set.v1", TopicNames.STOCK, StockBufferSet.class),

    PAYMENT_AUTHORIZED("retail.payment.authorized.v1", TopicNames.PAYMENTS, PaymentProgressed.class),
    /** Beats the expiry of the reservations that it names, when it occurred in time. */
    PAYMENT_CAPTURED("retail.payment.captured.v1", TopicNames.PAYMENTS, PaymentProgressed.class),
    PAYMENT_FAILED("retail.payment.failed.v1", TopicNames.PAYMENTS, PaymentProgressed.class),
    REFUND_REQUESTED("retail.refund.requested.v1", TopicNames.PAYMENTS, RefundProgressed.class),
    REFUND_SUCCEEDED("retail.refund.succeeded.v1", TopicNames.PAYMENTS, RefundProgressed.class),
    REFUND_FAILED("retail.refund.failed.v1", TopicNames.PAYMENTS, RefundProgressed.class),
    SETTLEMENT_REPORTED("retail.settlement.reported.v1", TopicNames.PAYMENTS, SettlementReported.class),

    CALL_OBSERVED("integration.call.observed.v1", TopicNames.TELEMETRY, CallObserved.class),
    WEBHOOK_ATTEMPTED("integration.webhook.attempted.v1", TopicNames.TELEMETRY, WebhookAttempted.class),
    QUEUE_SAMPLED("integration.queue.sampled.v1", TopicNames.TELEMETRY, QueueSampled.class),
    HEARTBEAT("integration.heartbeat.v1", TopicNames.TELEMETRY, Heartbeat.class),
    JOB_FINISHED("integration.job.finished.v1", TopicNames.TELEMETRY, JobFinished.class),
    CHANGE_RECORDED("integration.change.recorded.v1", TopicNames.TELEMETRY, ChangeRecorded.class),
    EXCEPTION_RAISED("integration.exception.raised.v1", TopicNames.TELEMETRY, ExceptionRaised.class),

    CALENDAR_ANNOUNCED("retail.calendar.announced.v1", TopicNames.CALENDAR, CalendarAnnounced.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::typeName, Function.identity()));

    private final String typeName;
    private final String topicName;
    private final Class<?> dataClass;

    EventType(String typeName, String topicName, Class<?> dataClass) {
        this.typeName = typeName;
        this.topicName = topicName;
        this.dataClass = dataClass;
    }

    /** @throws ContractViolation when the type stands in no catalogue */
    public static EventType named(String typeName) {
        EventType type = BY_NAME.get(typeName);
        if (type == null) {
            throw new ContractViolation(ReasonCode.UNKNOWN_TYPE, "event type is not in the catalogue");
        }
        return type;
    }

    public String typeName() {
        return typeName;
    }

    public String topicName() {
        return topicName;
    }

    public Class<?> dataClass() {
        return dataClass;
    }
}
