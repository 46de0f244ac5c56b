package io.tillwatch.reconciliation;

/** Hears what a reconciler no longer knows, so that nobody keeps it. Called from within {@link Reconciler#forget}. */
public interface Forgotten {
    /** @param key under which it was to be kept */
    void sale(String key);

    /** @param key of the document */
    void document(String key);

    void voided(String session, String receipt);

    void cancelled(String order);

    void tillClosed(String session);
}
