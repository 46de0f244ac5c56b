/**
 * The console: one HTTP API and one live web page over what Tillwatch concluded. This package holds what a launcher
 * needs: the server, its configuration and the ports through which it reads and writes. Everything live comes from
 * {@link io.tillwatch.console.live.LiveState}; search and point reads come through ports.
 */
@NullMarked
package io.tillwatch.console;

import org.jspecify.annotations.NullMarked;
