/**
 * Who did what, as a chain: each entry carries the hash of the one before it, so that none can be changed, removed, put in
 * or moved without breaking it.
 */
@NullMarked
package io.tillwatch.audit;

import org.jspecify.annotations.NullMarked;
