package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.IncidentKind;

/** The next step for each kind of trouble, in one sentence; the runbook has the rest. */
final class Actions {
    private Actions() {}

    static String of(IncidentKind kind) {
        return switch (kind) {
            case OVERSELL -> "Offer the losing orders another location or a refund, then raise the buffer of the SKU.";
            case STOCK_DRIFT -> "Compare units and postings of the SKU in Odoo, then recount if they agree.";
            case COUNT_VARIANCE -> "Have the shelf recounted and look at the movements since the count before it.";
            case TRANSFER_DISCREPANCY ->
                "Ask both ends for their papers and write the difference off or send the rest.";
            case SOURCE_SILENT -> "Call the store and restart the sender on its tills; its link is up.";
            case SOURCE_OFFLINE -> "Tell the network provider; the tills sell on and upload when the link returns.";
            case FLOW_LATE, FLOW_STALLED -> "Find the first stage whose age rises and restart or scale its consumer.";
            case SLO_BURN -> "Roll back the last change of the flow, or switch to its fallback.";
            case API_THROTTLED ->
                "Leave the importer throttled, stop batch jobs that call the same system, and watch the queue.";
            case WEBHOOK_FAILING ->
                "Switch to polling, and have the failed deliveries sent again once the receiver answers.";
            case DUPLICATE_STORM ->
                "Nothing was counted twice; have the sender acknowledge deliveries and stop its retries.";
            case CLOCK_SKEW -> "Set the clock of the till by its time server.";
            case ORDER_STUCK ->
                "Push the order by hand at the named step and tell the customer before the promise passes.";
            case REFUND_FAILING ->
                "Route refunds to the second provider, or to the manual list, and stop the client's retries.";
            case PAYMENT_FAILING -> "Switch to the second acquirer.";
            case RECONCILIATION_BREAKS -> "Open the cases and do what each one recommends, largest value first.";
            case SESSION_STUCK -> "Close the session by hand in Odoo; nothing of it is posted until then.";
            case LATE_POSTING -> "Start the posting job in Odoo and check the period of what it posts.";
            case CONTRACT_DRIFT ->
                "Ask the sender what changed, extend the contract, then have the refused messages sent again.";
            case QUARANTINE_SPIKE -> "Stop the faulty producer, mend it, then have it send the refused records again.";
            case EXCEPTION_NEW -> "Read the examples, find the change that came before them, and assign an owner.";
            case TRANSACTION_ANOMALY -> "Look at the receipts of the till with its store manager.";
            case DEMAND_SURGE ->
                "Check price and listing of the SKU, then allocate stock or enter a promotion in the calendar.";
            case CAPACITY_RISK -> "Add the partitions or instances that the forecast names before the peak.";
            case CREDENTIAL_EXPIRY -> "Renew the certificate or key and roll it out before it ends.";
            case MODEL_DRIFT -> "Retrain the model in shadow, or switch it off; the fixed rules go on.";
            case PIPELINE_DEGRADED -> "Look at the health page of Tillwatch and restart the part that it names.";
        };
    }
}
