package io.github.jqodi.bench.cli;

import java.util.List;

/** An input cannot be used; each problem says which and why. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    BadInputException(String message) {
        this(List.of(message));
    }

    /** Several problems of one input. */
    BadInputException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One text each. */
    List<String> problems() {
        return problems;
    }
}
