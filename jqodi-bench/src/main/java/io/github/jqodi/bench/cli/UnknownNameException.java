package io.github.jqodi.bench.cli;

/** An argument is neither a file nor a name that is known, but close to one. */
final class UnknownNameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownNameException(String message) {
        super(message);
    }
}
