package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Units in which rates are written. */
public enum RateUnit {
    /** Bits per second. */
    BITS("bit/s", 1, "bps|bits?[ _/]?(per|p)?[ _/]?s(ec(ond)?)?"),
    /** Thousands of bits per second. */
    KILOBITS("kbit/s", 1e3, "kbps|kbits?|kb/s"),
    /** Millions of bits per second. */
    MEGABITS("Mbit/s", 1e6, "mbps|mbits?|mb/s"),
    /** Thousands of millions of bits per second. */
    GIGABITS("Gbit/s", 1e9, "gbps|gbits?|gb/s"),
    /** Bytes per second. */
    BYTES("B/s", 8, "bytes?[ _/]?(per|p)?[ _/]?s(ec(ond)?)?"),
    /** Thousands of bytes per second. */
    KILOBYTES("kB/s", 8e3, "kbytes?"),
    /** Millions of bytes per second. */
    MEGABYTES("MB/s", 8e6, "mbytes?");

    /** Where a capital alone tells bytes from bits. */
    private static final Pattern CAPITAL_BYTES = Pattern.compile("(?<![A-Za-z])[kKM]?B(ps|/s)");

    private final String label;
    private final double bitsPerSecond;
    private final Pattern name;

    RateUnit(String label, double bitsPerSecond, String name) {
        this.label = label;
        this.bitsPerSecond = bitsPerSecond;
        this.name = Pattern.compile("(?<![a-z])(" + name + ")(?![a-z])");
    }

    /**
     * {@return how it is written, as {@code Mbit/s}}
     */
    public String label() {
        return label;
    }

    /**
     * {@return bits per second of one}
     */
    public double bitsPerSecond() {
        return bitsPerSecond;
    }

    /**
     * {@return all labels}
     */
    public static List<String> labels() {
        return Arrays.stream(values()).map(RateUnit::label).toList();
    }

    /**
     * The unit of a label.
     *
     * @param label as {@link #label()} has it, or {@code Mbps} and the like; capitals tell bytes from bits
     * @return the unit
     * @throws io.github.jqodi.error.InvalidValueException if there is none
     */
    public static RateUnit of(String label) {
        return Arrays.stream(values())
                .filter(unit -> unit.label.equals(label))
                .findFirst()
                .or(() -> inName(label))
                .orElseThrow(() ->
                        Check.invalid("unit", "'" + label + "'", "must be one of " + String.join(", ", labels()), ""));
    }

    /** The unit that the name of a column tells. */
    static Optional<RateUnit> inName(String column) {
        if (CAPITAL_BYTES.matcher(column).find()) {
            String prefix = CAPITAL_BYTES
                    .matcher(column)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            return Optional.of(
                    switch (prefix.charAt(0)) {
                        case 'k', 'K' -> KILOBYTES;
                        case 'M' -> MEGABYTES;
                        default -> BYTES;
                    });
        }
        String lower = column.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(unit -> unit.name.matcher(lower).find())
                .findFirst();
    }
}
