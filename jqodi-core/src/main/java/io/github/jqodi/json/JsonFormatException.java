package io.github.jqodi.json;

import io.github.jqodi.base.Text;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file does not follow its format. All that is wrong is told at once, as far as the file can be read: for each place JSON
 * pointer, value, rule and, where it helps, the likely mend, in one line of bounded length in which control characters are
 * escaped. The message holds one line for each, at most twenty.
 */
public final class JsonFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_POINTER = 1000;
    private static final int LONGEST_PROBLEM = 2500;

    /** JSON pointer of the first offending place. */
    private final String pointer;
    /** One line for each. */
    private final List<String> problems;

    /**
     * Describes one broken rule.
     *
     * @param pointer JSON pointer (RFC 6901) of the offending place; empty for the whole document
     * @param problem value, rule and advice
     */
    public JsonFormatException(String pointer, String problem) {
        this(
                pointer,
                List.of((pointer.isEmpty() ? "document" : Text.shown(pointer, LONGEST_POINTER)) + ": "
                        + Text.shown(problem, LONGEST_PROBLEM)));
    }

    private JsonFormatException(String pointer, List<String> problems) {
        super(String.join("\n", problems));
        this.pointer = pointer;
        this.problems = problems;
    }

    /**
     * Joins what is wrong with one file.
     *
     * @param all at least one
     * @return the first, or one that tells all
     */
    static JsonFormatException of(List<JsonFormatException> all) {
        JsonFormatException first = all.get(0);
        return all.size() == 1
                ? first
                : new JsonFormatException(
                        first.pointer,
                        all.stream()
                                .flatMap(one -> one.problems.stream())
                                .distinct()
                                .collect(Collectors.toUnmodifiableList()));
    }

    /**
     * {@return JSON pointer (RFC 6901) of the first offending place; empty for the whole document}
     */
    public String pointer() {
        return pointer;
    }

    /**
     * {@return all that is wrong, one line for each place}
     */
    public List<String> problems() {
        return problems;
    }
}
