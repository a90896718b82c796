package io.github.jqodi.estimators.parametric;

/** Values of every shape of a grid at every observed loss of a run, computed once for all windows. Immutable. */
final class ShapeTable {
    private final ShapeGrid grid;
    private final LogLosses losses;
    private final double[] values;

    /** Takes the values shape by shape; not copied. */
    ShapeTable(ShapeGrid grid, LogLosses losses, double[] values) {
        this.grid = grid;
        this.losses = losses;
        this.values = values;
    }

    ShapeGrid grid() {
        return grid;
    }

    LogLosses losses() {
        return losses;
    }

    /** The values, those of one shape side by side; not to be changed. */
    double[] values() {
        return values;
    }

    /** Where the values of a shape begin. */
    int offset(int shape) {
        return shape * losses.size();
    }
}
