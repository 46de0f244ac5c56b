package io.tillwatch.contracts.event;

/** Why a record stands in quarantine. Codes are stable: people filter and replay by them. */
public enum ReasonCode {
    /** A required envelope attribute is absent. */
    MISSING_ATTRIBUTE,
    /** An envelope attribute cannot be read (a time that is no time). */
    INVALID_ATTRIBUTE,
    /** The event type stands in no catalogue. */
    UNKNOWN_TYPE,
    /** A known type on a topic that does not carry it. */
    WRONG_TOPIC,
    /** No body where the type needs one (a tombstone on an event topic). */
    NULL_BODY,
    /** The body is not JSON, or is cut off. */
    MALFORMED_BODY,
    /** The body is JSON, but a field is missing or invalid. */
    INVALID_BODY,
    /** The same (source, id) was seen with other content; the first one stays. */
    CONTENT_CONFLICT,
    /** The source's clock is further off than the flow's hard bound. */
    CLOCK_BEYOND_BOUND,
    /** Older than the ledger's horizon. */
    BEYOND_HORIZON,
    /** The key does not fit the body. */
    KEY_MISMATCH,
    /** A document that Elasticsearch refused. */
    REJECTED_BY_STORE,
    /** The unexpected: an exception in processing. */
    PROCESSING_FAILED
}
