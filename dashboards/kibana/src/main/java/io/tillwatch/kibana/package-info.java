/**
 * Kibana saved objects, written from one description and checked without a Kibana. {@link
 * io.tillwatch.kibana.KibanaObjects} gives the file to import; {@link io.tillwatch.kibana.KibanaCheck} proves it against
 * the index mappings and, given a server, runs every panel's query.
 */
@NullMarked
package io.tillwatch.kibana;

import org.jspecify.annotations.NullMarked;
