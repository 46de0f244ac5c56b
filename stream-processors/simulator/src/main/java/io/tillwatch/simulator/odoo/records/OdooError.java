package io.tillwatch.simulator.odoo.records;

/**
 * What Odoo answers instead of a result. Carries no stack: it is an answer, not a defect.
 *
 * <p>Names and statuses as recorded; a status is what JSON-2 gives, JSON-RPC always answers 200.
 */
public final class OdooError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int status;

    /**
     * @param name python's full name of the exception
     * @param status HTTP status in JSON-2
     */
    public OdooError(String name, int status, String message) {
        super(message, null, false, false);
        this.name = name;
        this.status = status;
    }

    public static OdooError access(String message) {
        return new OdooError("odoo.exceptions.AccessError", 403, message);
    }

    public static OdooError user(String message) {
        return new OdooError("odoo.exceptions.UserError", 422, message);
    }

    static OdooError value(String message) {
        return new OdooError("builtins.ValueError", 500, message);
    }

    static OdooError type(String message) {
        return new OdooError("builtins.TypeError", 500, message);
    }

    public String name() {
        return name;
    }

    public int status() {
        return status;
    }

    /** Never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
