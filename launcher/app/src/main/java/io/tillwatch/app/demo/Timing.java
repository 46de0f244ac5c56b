package io.tillwatch.app.demo;

import java.time.Duration;

/**
 * What a run took.
 *
 * @param startup seconds from the command to the console
 * @param opening seconds from there until the opening stock was taken in and the world's clock ran
 * @param waited how long the world waited for this machine
 */
record Timing(double startup, double opening, Duration waited) {}
