package io.tillwatch.console.api;

/** Ends a request with a problem document. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final String title;

    private ProblemException(int status, String kind, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.title = title;
    }

    static ProblemException badParameter(String detail) {
        return new ProblemException(400, "bad-parameter", "A parameter cannot be used", detail);
    }

    static ProblemException badBody(String detail) {
        return new ProblemException(400, "bad-body", "The body cannot be used", detail);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "not-found", "Nothing is known by that name", detail);
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", "Not from there", detail);
    }

    static ProblemException changed(String detail) {
        return new ProblemException(412, "changed", "It changed meanwhile", detail);
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(503, "unavailable", "Not available now", detail);
    }

    static ProblemException of(int status, String kind, String title, String detail) {
        return new ProblemException(status, kind, title, detail);
    }

    int status() {
        return status;
    }

    String kind() {
        return kind;
    }

    String title() {
        return title;
    }
}
