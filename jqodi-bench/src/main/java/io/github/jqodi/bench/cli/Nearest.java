package io.github.jqodi.bench.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says of an unknown name which known one may be meant, and which there are. */
final class Nearest {
    private static final int MOST_LISTED = 20;
    private static final int MOST_NEAR = 3;
    private static final int LONGEST_COMPARED = 100;

    private Nearest() {}

    /** A sentence: the near names, if any, and all of them if they are few. */
    static String advice(String asked, Collection<String> known) {
        List<String> near = names(asked, known);
        String listed = known.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        int more = known.size() - MOST_LISTED;
        return (near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ") + "Known are "
                + (known.isEmpty() ? "none" : listed) + (more > 0 ? " and " + more + " more" : "");
    }

    /** Known names near to one that is not, the nearest first: few letters differ, or it is their beginning. Numbers are near to none. */
    static List<String> names(String asked, Collection<String> known) {
        return known.stream()
                .filter(name -> isNear(asked, name))
                .sorted(Comparator.comparingInt(name -> distance(asked, name)))
                .limit(MOST_NEAR)
                .toList();
    }

    private static boolean isNear(String asked, String name) {
        boolean number = asked.chars().allMatch(Character::isDigit);
        if (number || Math.max(asked.length(), name.length()) > LONGEST_COMPARED) {
            return false;
        }
        return lower(name).startsWith(lower(asked)) || distance(asked, name) <= Math.max(1, asked.length() / 3);
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
