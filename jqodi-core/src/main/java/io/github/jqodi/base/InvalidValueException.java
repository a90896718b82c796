package io.github.jqodi.base;

/** A value broke a rule: carries the field, the value, the rule and, where it helps, advice. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 80;

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
        this(field, "(" + shorten(value) + ") " + rule + (advice.isEmpty() ? "." : ". " + advice));
    }

    private InvalidValueException(String field, String problem) {
        super(field + " " + problem);
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

    private static String shorten(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
