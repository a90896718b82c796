package io.github.jqodi.bench.scenario;

import io.github.jqodi.base.Check;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of generated fleets, written as in {@code 1000/50@0.9}.
 *
 * @param devices how many
 * @param servers how many
 * @param pressure demand over capacity
 */
public record FleetSize(int devices, int servers, double pressure) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})/(\\d{1,6})@(\\d*\\.?\\d+)");

    /**
     * Reads a size.
     *
     * @param text as {@link #toString} writes it
     * @return the size
     * @throws IllegalArgumentException if it is written otherwise
     */
    public static FleetSize parse(String text) {
        Matcher size = SIZE.matcher(text);
        Check.that(size.matches(), "size", "'" + text + "'", "must be as 1000/50@0.9");
        return new FleetSize(
                Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), Double.parseDouble(size.group(3)));
    }

    /**
     * Fleets of this size.
     *
     * @param seed any number
     * @return what generates one
     * @throws IllegalArgumentException if the size is out of bounds
     */
    public FleetGenerator generator(long seed) {
        return new FleetGenerator(devices, servers, pressure, seed);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d/%d@%s", devices, servers, pressure);
    }
}
