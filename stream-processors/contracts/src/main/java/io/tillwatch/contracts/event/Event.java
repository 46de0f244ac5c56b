package io.tillwatch.contracts.event;

/** An event: its envelope and its body, one of the record types of {@link EventType}. */
public record Event<T>(Envelope envelope, T data) {}
