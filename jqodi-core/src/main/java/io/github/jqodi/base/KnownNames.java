package io.github.jqodi.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of which one is asked for; what is none of them is told with those that may be meant. Names are near to each other if few
 * letters differ, or the one asked for is the beginning of the other; numbers are near to none. Immutable.
 */
public final class KnownNames {
    private static final int MAX_LISTED = 20;
    private static final int MAX_NEAR = 3;
    private static final int LONGEST_COMPARED = 100;

    private final Set<String> names;

    private KnownNames(Set<String> names) {
        this.names = names;
    }

    /**
     * Names, told in the order of a collection.
     *
     * @param names any number
     * @return the names
     */
    public static KnownNames of(Collection<String> names) {
        return new KnownNames(new LinkedHashSet<>(names));
    }

    /**
     * Requires a name to be one of these.
     *
     * @param field that holds the name
     * @param name that is asked for
     * @param rule in words, as in {@code must name a server}
     * @throws io.github.jqodi.error.InvalidValueException if it is none
     */
    public void require(String field, String name, String rule) {
        if (!names.contains(name)) {
            throw Check.invalid(field, "'" + name + "'", rule, advice(name));
        }
    }

    /**
     * Advice for who asks for what is none of them.
     *
     * @param asked the unknown name
     * @return a question after the near names, if any, and all names, or the first ones of many
     */
    public String advice(String asked) {
        String suggestion = suggestion(asked);
        return suggestion + (suggestion.isEmpty() ? "" : " ") + "Known are " + listed() + ".";
    }

    /**
     * A question after what is meant.
     *
     * @param asked the unknown name
     * @return as in {@code Did you mean 'edge1' or 'edge2'?}, empty if no name is near
     */
    public String suggestion(String asked) {
        List<String> near = near(asked);
        return near.isEmpty()
                ? ""
                : near.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or ", "Did you mean ", "?"));
    }

    /**
     * {@return the names, separated by commas; of many the first 20}
     */
    public String listed() {
        int more = names.size() - MAX_LISTED;
        String first = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return (names.isEmpty() ? "none" : first) + (more > 0 ? " and " + more + " more" : "");
    }

    /**
     * Names near to an unknown one.
     *
     * @param asked the unknown name
     * @return at most 3, the nearest first
     */
    public List<String> near(String asked) {
        return names.stream()
                .filter(name -> isNear(asked, name))
                .sorted(Comparator.comparingInt(name -> distance(asked, name)))
                .limit(MAX_NEAR)
                .toList();
    }

    private static boolean isNear(String asked, String name) {
        boolean isNumber = asked.chars().allMatch(Character::isDigit);
        if (isNumber || Math.max(asked.length(), name.length()) > LONGEST_COMPARED) {
            return false;
        }
        int distance = distance(asked, name);
        boolean sharesLetters = distance < Math.min(asked.length(), name.length());
        return lower(name).startsWith(lower(asked)) || (sharesLetters && distance <= Math.max(1, asked.length() / 3));
    }

    /** Letters put in, left out, changed, or swapped with the next one (optimal string alignment), whatever their case. */
    static int distance(String from, String to) {
        String a = lower(from);
        String b = lower(to);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
