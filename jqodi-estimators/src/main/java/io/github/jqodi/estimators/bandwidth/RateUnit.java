package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Units in which rates are written. */
public enum RateUnit {
    /** Bits per second. */
    BITS("bit/s", 1, "bps|bits?[ _/]?(per|p)?[ _/]?s(ec(ond)?)?"),
    /** Thousands of bits per second. */
    KILOBITS("kbit/s", 1e3, "kbps|k(ilo)?bits?|kb/s(ec)?"),
    /** Millions of bits per second. */
    MEGABITS("Mbit/s", 1e6, "mbps|m(ega)?bits?|mb/s(ec)?"),
    /** Thousands of millions of bits per second. */
    GIGABITS("Gbit/s", 1e9, "gbps|g(iga)?bits?|gb/s(ec)?"),
    /** Bytes per second. */
    BYTES("B/s", 8, "bytes?[ _/]?(per|p)?[ _/]?s(ec(ond)?)?"),
    /** Thousands of bytes per second. */
    KILOBYTES("kB/s", 8e3, "k(ilo)?bytes?"),
    /** Millions of bytes per second. */
    MEGABYTES("MB/s", 8e6, "m(ega)?bytes?"),
    /** Thousands of millions of bytes per second. */
    GIGABYTES("GB/s", 8e9, "g(iga)?bytes?"),
    /** 1024 bytes per second. */
    KIBIBYTES("KiB/s", 8 * 0x1p10, "ki(bi)?bytes?"),
    /** 1024² bytes per second. */
    MEBIBYTES("MiB/s", 8 * 0x1p20, "m(eb)?ibytes?"),
    /** 1024³ bytes per second. */
    GIBIBYTES("GiB/s", 8 * 0x1p30, "gi(bi)?bytes?");

    /** Where a capital alone tells bytes from bits. */
    private static final Pattern CAPITAL_BYTES = Pattern.compile("(?<![A-Za-z])([kKmMgG]i?)?B(ps|/s)");
    /** Larger units, and binary ones of bits, none of which is read; in lower case. */
    private static final Pattern UNREAD =
            Pattern.compile("(?<![a-z])(t|tera|tebi|[kmgt]i|kibi|mebi|gibi)(b(ps|/s)|bits?|bytes?)");

    /** A prefix apart from its unit, as in mega_bits; in lower case. */
    private static final Pattern APART = Pattern.compile(
            "(?<![a-z0-9])([kmgt]i?|kilo|mega|giga|tera|kibi|mebi|gibi|tebi)[ _](?=(bit|byte)s?(?![a-z]))");

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
                        Check.invalid("unit", "'" + label + "'", "must be one of " + String.join(", ", labels())));
    }

    /** The unit that the name of a column tells. */
    static Optional<RateUnit> inName(String column) {
        Matcher bytes = CAPITAL_BYTES.matcher(column);
        if (bytes.find()) {
            return Optional.of(bytes(bytes.group(1)));
        }
        String lower = joined(column);
        return Arrays.stream(values())
                .filter(unit -> unit.name.matcher(lower).find())
                .findFirst();
    }

    private static RateUnit bytes(@Nullable String prefix) {
        return switch (prefix == null ? "" : prefix.toLowerCase(Locale.ROOT)) {
            case "k" -> KILOBYTES;
            case "m" -> MEGABYTES;
            case "g" -> GIGABYTES;
            case "ki" -> KIBIBYTES;
            case "mi" -> MEBIBYTES;
            case "gi" -> GIBIBYTES;
            default -> BYTES;
        };
    }

    /** Whether the name of a column tells a unit that is none of these. */
    static boolean isUnread(String column) {
        return UNREAD.matcher(joined(column)).find();
    }

    private static String joined(String column) {
        return APART.matcher(column.toLowerCase(Locale.ROOT)).replaceAll("$1");
    }
}
