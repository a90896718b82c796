package io.github.jqodi.estimators.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Units as columns and cells name them, with what one of them is in base units: seconds, watts, joules, single things. */
public enum Unit {
    /** Nanoseconds. */
    NANOSECONDS(Dimension.TIME, 1e-9, "ns", "nsec", "nanos", "nanosecond", "nanoseconds"),
    /** Microseconds. */
    MICROSECONDS(Dimension.TIME, 1e-6, "us", "µs", "μs", "usec", "micros", "microsecond", "microseconds"),
    /** Milliseconds. */
    MILLISECONDS(Dimension.TIME, 1e-3, "ms", "msec", "millis", "millisecond", "milliseconds"),
    /** Seconds. */
    SECONDS(Dimension.TIME, 1, "s", "sec", "secs", "second", "seconds"),
    /** Minutes. */
    MINUTES(Dimension.TIME, 60, "min", "mins", "minute", "minutes"),
    /** Hours. */
    HOURS(Dimension.TIME, 3600, "h", "hr", "hrs", "hour", "hours"),
    /** Microwatts. */
    MICROWATTS(Dimension.POWER, 1e-6, "uW", "µW", "microwatt", "microwatts"),
    /** Milliwatts. */
    MILLIWATTS(Dimension.POWER, 1e-3, "mW", "milliwatt", "milliwatts"),
    /** Watts. */
    WATTS(Dimension.POWER, 1, "W", "watt", "watts"),
    /** Kilowatts. */
    KILOWATTS(Dimension.POWER, 1e3, "kW", "KW", "kilowatt", "kilowatts"),
    /** Megawatts. */
    MEGAWATTS(Dimension.POWER, 1e6, "MW", "megawatt", "megawatts"),
    /** Microjoules. */
    MICROJOULES(Dimension.ENERGY, 1e-6, "uJ", "µJ", "microjoule", "microjoules"),
    /** Millijoules. */
    MILLIJOULES(Dimension.ENERGY, 1e-3, "mJ", "millijoule", "millijoules"),
    /** Joules. */
    JOULES(Dimension.ENERGY, 1, "J", "joule", "joules"),
    /** Kilojoules. */
    KILOJOULES(Dimension.ENERGY, 1e3, "kJ", "KJ", "kilojoule", "kilojoules"),
    /** Megajoules. */
    MEGAJOULES(Dimension.ENERGY, 1e6, "MJ", "megajoule", "megajoules"),
    /** Milliwatt-hours. */
    MILLIWATT_HOURS(Dimension.ENERGY, 3.6, "mWh"),
    /** Watt-hours. */
    WATT_HOURS(Dimension.ENERGY, 3600, "Wh"),
    /** Kilowatt-hours. */
    KILOWATT_HOURS(Dimension.ENERGY, 3.6e6, "kWh", "KWh", "KWH"),
    /** Megawatt-hours. */
    MEGAWATT_HOURS(Dimension.ENERGY, 3.6e9, "MWh", "MWH"),
    /** Single things. */
    ONES(Dimension.COUNT, 1),
    /** Thousands. */
    THOUSANDS(Dimension.COUNT, 1e3, "K", "k"),
    /** Millions. */
    MILLIONS(Dimension.COUNT, 1e6, "M", "million", "millions", "mmacs", "mflops"),
    /** Billions. */
    BILLIONS(Dimension.COUNT, 1e9, "G", "B", "billion", "billions", "gmacs", "gflops"),
    /** Trillions. */
    TRILLIONS(Dimension.COUNT, 1e12, "T", "trillion", "trillions");

    /** Of what something is measured. */
    public enum Dimension {
        /** In seconds. */
        TIME,
        /** In watts. */
        POWER,
        /** In joules. */
        ENERGY,
        /** In single things, as of multiply-adds and parameters. */
        COUNT
    }

    private final Dimension dimension;
    private final double factor;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> symbols;

    Unit(Dimension dimension, double factor, String... symbols) {
        this.dimension = dimension;
        this.factor = factor;
        this.symbols = List.of(symbols);
    }

    /**
     * {@return what it measures}
     */
    public Dimension dimension() {
        return dimension;
    }

    /**
     * Takes a number of this unit to the base unit.
     *
     * @param value in this unit
     * @return the same in seconds, watts, joules or single things
     */
    public double toBase(double value) {
        // A division where the unit is a part keeps decimals exact: 3.5561 ms is 0.0035561 s.
        return factor < 1 ? value / Math.rint(1 / factor) : value * factor;
    }

    /**
     * {@return how it is written}
     */
    public String symbol() {
        return symbols.isEmpty() ? "" : symbols.get(0);
    }

    /**
     * The unit that a text names. A capital M tells {@code MW} from {@code mW}, and one letter {@code M} from {@code m}; else
     * any case will do.
     *
     * @param text such as {@code ms}, {@code mW}, {@code Joules}, {@code G}
     * @param dimension of what is measured
     * @return the unit; empty if it is none of that dimension
     */
    public static Optional<Unit> of(String text, Dimension dimension) {
        return matching(dimension, text::equals)
                .or(() -> isToldByCase(text, dimension)
                        ? Optional.empty()
                        : matching(dimension, symbol -> symbol.equalsIgnoreCase(text)));
    }

    private static boolean isToldByCase(String text, Dimension dimension) {
        return switch (dimension) {
            case TIME -> false;
            case POWER, ENERGY -> text.length() <= MEGAWATT_HOURS.symbol().length() && text.startsWith("M");
            case COUNT -> text.length() < 2;
        };
    }

    private static Optional<Unit> matching(Dimension dimension, Predicate<String> symbol) {
        return Arrays.stream(values())
                .filter(unit ->
                        unit.dimension == dimension && unit.symbols.stream().anyMatch(symbol))
                .findFirst();
    }
}
