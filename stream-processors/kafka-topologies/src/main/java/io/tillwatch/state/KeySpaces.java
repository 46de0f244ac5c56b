package io.tillwatch.state;

/**
 * Which keys are looked up before they are first written, so that it pays to remember on the heap which ones were.
 *
 * @param remembered first bytes of such keys
 */
public record KeySpaces(String remembered) {
    boolean remembers(byte space) {
        return remembered.indexOf(space) >= 0;
    }
}
