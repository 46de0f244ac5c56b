/**
 * Tells people of incidents where they are: routes, limits and digests decided once, a durable outbox, and a channel for
 * each kind of receiver. Nobody who is away holds up an incident or another receiver.
 */
@NullMarked
package io.tillwatch.notify;

import org.jspecify.annotations.NullMarked;
