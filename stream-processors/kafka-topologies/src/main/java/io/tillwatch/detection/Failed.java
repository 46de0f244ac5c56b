package io.tillwatch.detection;

import io.tillwatch.contracts.integration.ExceptionRaised;
import java.time.Instant;

/** A failure that a service told of. */
record Failed(String flow, Instant at, ExceptionRaised exception) {}
