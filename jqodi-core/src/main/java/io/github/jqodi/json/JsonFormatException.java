package io.github.jqodi.json;

/** A file does not follow its format; the message gives JSON pointer, value, rule and, where it helps, the likely mend. */
public final class JsonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** JSON pointer of the offending place. */
    private final String pointer;

    /**
     * Describes one broken rule.
     *
     * @param pointer JSON pointer (RFC 6901) of the offending place; empty for the whole document
     * @param problem value, rule and advice
     */
    public JsonFormatException(String pointer, String problem) {
        super((pointer.isEmpty() ? "document" : pointer) + ": " + problem);
        this.pointer = pointer;
    }

    /**
     * {@return JSON pointer (RFC 6901) of the offending place; empty for the whole document}
     */
    public String pointer() {
        return pointer;
    }
}
