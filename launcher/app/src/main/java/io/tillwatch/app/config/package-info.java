/** One tree of records that validate themselves; every refusal names the key. */
@NullMarked
package io.tillwatch.app.config;

import org.jspecify.annotations.NullMarked;
