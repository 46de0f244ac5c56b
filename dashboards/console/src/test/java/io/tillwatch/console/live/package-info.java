@NullMarked
package io.tillwatch.console.live;

import org.jspecify.annotations.NullMarked;
