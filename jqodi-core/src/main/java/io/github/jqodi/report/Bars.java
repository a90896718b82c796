package io.github.jqodi.report;

/** One number for each category, with intervals where given. */
final class Bars {
    private final String name;
    private final double[] values;
    private final double[] low;
    private final double[] high;

    Bars(String name, double[] values, double[] low, double[] high) {
        this.name = name;
        this.values = values.clone();
        this.low = low.clone();
        this.high = high.clone();
    }

    String name() {
        return name;
    }

    double value(int category) {
        return values[category];
    }

    double low(int category) {
        return low[category];
    }

    double high(int category) {
        return high[category];
    }

    boolean hasInterval(int category) {
        return low.length > 0 && Extent.isShown(low[category]) && Extent.isShown(high[category]);
    }
}
