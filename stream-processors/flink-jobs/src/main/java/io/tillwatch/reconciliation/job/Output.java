package io.tillwatch.reconciliation.job;

/**
 * A record to write.
 *
 * @param value JSON
 * @param timestamp epoch milliseconds
 */
public record Output(String topic, String key, String value, long timestamp) {}
