/** Reading our own topics back: what was said is the state that a restart begins with. */
@NullMarked
package io.tillwatch.topics;

import org.jspecify.annotations.NullMarked;
