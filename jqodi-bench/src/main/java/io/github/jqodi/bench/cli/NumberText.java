package io.github.jqodi.bench.cli;

/** Numbers in arguments. */
final class NumberText {
    private NumberText() {}

    static double of(String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' must be a number");
    }
}
