package io.github.jqodi.bench.cli;

/** An input cannot be used; the message says which and why. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
