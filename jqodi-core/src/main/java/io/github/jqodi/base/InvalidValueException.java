package io.github.jqodi.base;

/**
 * A value broke a rule: carries the field, the value, the rule and, where it helps, advice. The message is one line of bounded
 * length, in which control characters are escaped.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    /** A rule or an advice may list what the caller has named. */
    private static final int LONGEST_SENTENCE = 1000;

    /** Name of the offending field. */
    private final String field;
    /** Value, rule and advice. */
    private final String problem;

    /**
     * Describes one broken rule.
     *
     * @param field name of the offending field, possibly with an index below it, as in {@code bitWidths/2}
     * @param value the offending value
     * @param rule what must hold
     * @param advice the likely mend, or an empty text
     */
    public InvalidValueException(String field, Object value, String rule, String advice) {
        this(
                field,
                "(" + Text.shown(String.valueOf(value)) + ") " + Text.shown(rule, LONGEST_SENTENCE)
                        + (advice.isEmpty() ? "." : ". " + Text.shown(advice, LONGEST_SENTENCE)));
    }

    private InvalidValueException(String field, String problem) {
        super(Text.shown(field, LONGEST_SENTENCE) + " " + problem);
        this.field = field;
        this.problem = problem;
    }

    /**
     * The same complaint seen from the object that holds this one.
     *
     * @param prefix where the holder keeps the offending object, as in {@code models/0}
     * @return the complaint with the longer path
     */
    public InvalidValueException below(String prefix) {
        return new InvalidValueException(prefix + "/" + field, problem);
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
