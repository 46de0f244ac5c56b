package io.tillwatch.reconciliation;

/** What a sale that is told says. */
public enum Told {
    NEW,
    /** Nothing new: whoever keeps what is told need not keep it. */
    KNOWN,
    /** Of a sale that is known, another identity or another content. */
    OTHERWISE
}
