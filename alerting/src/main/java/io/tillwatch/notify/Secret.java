package io.tillwatch.notify;

/** Something that must never be printed. */
public final class Secret {
    private final String value;

    /** @throws IllegalArgumentException when it is empty */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        this.value = value.strip();
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
