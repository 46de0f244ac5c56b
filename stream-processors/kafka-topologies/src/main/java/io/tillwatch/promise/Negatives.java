package io.tillwatch.promise;

/** What a location with less than nothing does to the total of the network. */
public enum Negatives {
    /** It counts as none: its lack is somebody's there, and cannot be taken from another location's goods. */
    CLAMP,
    /** It is left out and listed apart, so that the total is what can be sold and the lack is still seen. */
    ISOLATE,
    /** It lowers the total: what would be there if goods could be moved at once. */
    NET
}
