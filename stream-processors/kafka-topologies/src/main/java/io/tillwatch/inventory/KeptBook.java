package io.tillwatch.inventory;

/**
 * A book as it is kept.
 *
 * @param sequence of the last movement in the log that it knows of
 */
record KeptBook(long sequence, Book book) {}
