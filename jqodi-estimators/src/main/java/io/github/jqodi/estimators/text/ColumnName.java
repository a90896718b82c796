package io.github.jqodi.estimators.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a column, taken apart: its words in lower case and the unit it states, as in {@code Power (mW)},
 * {@code latency_ms}, {@code MACs(G)} or {@code inferenceTimeMilliseconds}.
 */
public final class ColumnName {
    private static final Pattern WORD =
            Pattern.compile("\\p{Lu}{2,}s(?!\\p{L})|\\p{Lu}{2,}(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}µμ]+|\\p{Lu}|[0-9]+");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}µμ]+");

    private final String name;
    private final List<String> words;

    private ColumnName(String name, List<String> words) {
        this.name = name;
        this.words = List.copyOf(words);
    }

    /**
     * Takes a name apart.
     *
     * @param name as the header has it
     * @return its words
     */
    public static ColumnName of(String name) {
        List<String> words = new ArrayList<>();
        for (Matcher matcher = WORD.matcher(name); matcher.find(); ) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return new ColumnName(name, words);
    }

    /**
     * The unit the name states, last word first.
     *
     * @param dimension of what the column holds
     * @return the unit; empty if the name states none of that dimension
     */
    public Optional<Unit> unit(Unit.Dimension dimension) {
        List<String> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(name); matcher.find(); ) {
            tokens.add(0, matcher.group());
        }
        Optional<Unit> whole = tokens.stream()
                .flatMap(token -> Unit.of(token, dimension).stream())
                .findFirst();
        return whole.isPresent() || words.isEmpty() || words.size() == tokens.size()
                ? whole
                : Unit.of(words.get(words.size() - 1), dimension);
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
