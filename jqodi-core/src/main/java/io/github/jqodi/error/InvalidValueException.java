package io.github.jqodi.error;

/**
 * A value broke a rule: carries the field, and the value, the rule and, where it helps, advice in words. Where this library
 * throws it, the message is one line of bounded length, in which control characters are escaped.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Name of the offending field. */
    private final String field;
    /** Value, rule and advice. */
    private final String problem;

    /**
     * Describes one broken rule.
     *
     * @param field name of the offending field, possibly with an index below it, as in {@code bitWidths/2}
     * @param problem the value, what must hold, and the likely mend where one is known
     */
    public InvalidValueException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
        this.problem = problem;
    }

    /**
     * {@return name of the offending field}
     */
    public String field() {
        return field;
    }

    /**
     * {@return value, rule and advice, without the field}
     */
    public String problem() {
        return problem;
    }
}
