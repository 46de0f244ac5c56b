package io.tillwatch.contracts.event;

/** The identity of an event for ever: {@code (source, id)}. */
public record EventRef(String source, String id) {
    private static final char SEPARATOR = '#';

    public EventRef {
        ContractViolation.requireText(source, "source");
        ContractViolation.requireText(id, "id");
    }

    /** {@code source#id}, as it travels in the {@code corrects} attribute; ids may hold the separator, sources not. */
    public String encoded() {
        return source + SEPARATOR + id;
    }

    /** @throws ContractViolation when the text is not {@code source#id} */
    public static EventRef parse(String encoded) {
        int at = encoded.indexOf(SEPARATOR);
        if (at <= 0 || at == encoded.length() - 1) {
            throw new ContractViolation(ReasonCode.INVALID_ATTRIBUTE, "not an event reference of the form source#id");
        }
        return new EventRef(encoded.substring(0, at), encoded.substring(at + 1));
    }
}
