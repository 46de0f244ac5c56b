/** People's word that some incidents call nobody for a while. */
@NullMarked
package io.tillwatch.silences;

import org.jspecify.annotations.NullMarked;
