package io.tillwatch.simulator.retailfile;

/**
 * How far the reading has got.
 *
 * @param lines data lines so far
 * @param bytesRead bytes of the file as it lies on disk, which run a buffer ahead of the lines
 * @param bytes size of the file as it lies on disk
 */
public record ReadProgress(long lines, long bytesRead, long bytes) {}
