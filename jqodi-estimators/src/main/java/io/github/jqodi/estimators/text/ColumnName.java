package io.github.jqodi.estimators.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The name of a column, taken apart: its words in lower case and the unit it states, as in {@code Power (mW)},
 * {@code latency_ms}, {@code MACs(G)} or {@code inferenceTimeMilliseconds}.
 */
public final class ColumnName {
    private static final Pattern WORD =
            Pattern.compile("\\p{Lu}{2,}s(?!\\p{L})|\\p{Lu}{2,}(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}µμ]+|\\p{Lu}|[0-9]+");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}µμ]+");
    /** The least value, where another word is a unit. */
    private static final String MIN = "min";

    private static final Set<String> TYPICAL = Set.of("mean", "median", "average", "avg");
    private static final Set<String> EXTREME = Set.of(MIN, "minimum", "max", "maximum");

    private final String name;
    private final List<String> words;

    private ColumnName(String name) {
        this.name = name;
        this.words = parts(WORD, name).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Takes a name apart.
     *
     * @param name as the header has it
     * @return its words
     */
    public static ColumnName of(String name) {
        return new ColumnName(name);
    }

    private static List<String> parts(Pattern pattern, String name) {
        return pattern.matcher(name).results().map(MatchResult::group).toList();
    }

    /**
     * The order of columns that hold the same: those that say mean, median, average or avg first, those that say min or max last.
     *
     * @return an order of names
     */
    public static Comparator<String> typicalFirst() {
        return Comparator.comparingInt(name -> of(name).distance());
    }

    private int distance() {
        if (words.stream().anyMatch(TYPICAL::contains)) {
            return 0;
        }
        return words.stream().anyMatch(EXTREME::contains) ? 2 : 1;
    }

    /**
     * The unit the name states, last word first; {@code min} is one where no other word is.
     *
     * @param dimension of what the column holds
     * @return the unit; empty if the name states none of that dimension
     */
    public Optional<Unit> unit(Unit.Dimension dimension) {
        List<String> tokens = parts(TOKEN, name);
        Optional<Unit> whole = lastUnit(tokens, dimension);
        List<String> parts = parts(WORD, name);
        if (whole.isPresent() || parts.isEmpty() || parts.size() == tokens.size()) {
            return whole;
        }
        int end = parts.size();
        int from = end > 1 && words.get(end - 1).equals(MIN) ? end - 2 : end - 1;
        return lastUnit(parts.subList(from, end), dimension)
                // A capital may begin a word and say no more.
                .or(() -> lastUnit(words.subList(from, end), dimension));
    }

    private static Optional<Unit> lastUnit(List<String> texts, Unit.Dimension dimension) {
        Optional<Unit> min = Optional.empty();
        for (int i = texts.size() - 1; i >= 0; i--) {
            Optional<Unit> unit = Unit.of(texts.get(i), dimension);
            if (unit.isPresent() && !texts.get(i).equalsIgnoreCase(MIN)) {
                return unit;
            }
            min = min.or(() -> unit);
        }
        return min;
    }

    /**
     * Whether the name has words one after the other.
     *
     * @param phrase words in lower case with blanks between them
     * @return whether they stand in the name
     */
    public boolean says(String phrase) {
        return (" " + String.join(" ", words) + " ").contains(" " + phrase + " ");
    }

    @Override
    public String toString() {
        return name;
    }
}
