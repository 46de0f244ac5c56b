package io.tillwatch.reconciliation.bulk;

/**
 * A line that could not be read, as it is put aside.
 *
 * @param line from 1 on, the header included
 * @param reason names the field, never its content
 * @param text the line itself, so that it can be mended and handed in again
 */
public record BadLine(String file, long line, String reason, String text) {
    /** For people, without the content. */
    public String told() {
        return file + " line " + line + ": " + reason;
    }
}
