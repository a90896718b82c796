package io.github.jqodi.bench.scenario;

import java.util.Locale;

/** The size classes figures are published for. */
public enum SizeClass {
    /** Small enough to try every schedule. */
    TINY(2, 2, 2, 3, 4),
    /** As many choices as the paper's own experiments, with the epochs of its Table VI. */
    PAPER(3, 4, 2, 4, 132),
    /** A campus. */
    MEDIUM(5, 4, 20, 10, 100),
    /** A city. */
    LARGE(10, 6, 100, 20, 200),
    /** Beyond any published scenario. */
    HUGE(20, 8, 1000, 50, 500);

    private final int models;
    private final int bitWidths;
    private final int servers;
    private final int cuts;
    private final int epochs;

    SizeClass(int models, int bitWidths, int servers, int cuts, int epochs) {
        this.models = models;
        this.bitWidths = bitWidths;
        this.servers = servers;
        this.cuts = cuts;
        this.epochs = epochs;
    }

    /**
     * {@return A, Q, X, J and the largest K_rob}
     */
    public Dimensions dimensions() {
        return new Dimensions(models, bitWidths, servers, cuts, epochs);
    }

    /**
     * {@return the name in tables, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a class whose rates change from epoch to epoch or do not.
     *
     * @param forecasts whether they change
     * @return as {@code medium-var} or {@code medium-sta}
     */
    public String label(boolean forecasts) {
        return label() + (forecasts ? "-var" : "-sta");
    }
}
