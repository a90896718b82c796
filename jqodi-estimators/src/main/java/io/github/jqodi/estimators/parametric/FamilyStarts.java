package io.github.jqodi.estimators.parametric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Starting points by variable projection (Golub and Pereyra, The differentiation of pseudo-inverses and nonlinear least squares
 * problems whose variables separate, SIAM Journal on Numerical Analysis, 1973): for each point of a small grid of shape parameters
 * the asymptote and the height follow from linear least squares, both held above 0.
 */
final class FamilyStarts {
    private static final double[] GRID = {-2.5, -1.25, 0, 1.25, 2.5};
    private static final double LEAST = 1e-6;

    private final FamilyModel model;
    private final int[] epochs;
    private final double[] losses;
    private final List<Start> starts = new ArrayList<>();

    private FamilyStarts(FamilyModel model, int[] epochs, double[] losses) {
        this.model = model;
        this.epochs = epochs;
        this.losses = losses;
    }

    /** The best points, best first; ties in the order of the grid. */
    static List<double[]> best(FamilyModel model, int[] epochs, double[] losses, int count) {
        FamilyStarts search = new FamilyStarts(model, epochs, losses);
        search.visit(new double[model.count() - model.linearCount()], 0);
        return search.starts.stream()
                .sorted(Comparator.comparingDouble(Start::squares))
                .limit(count)
                .map(Start::free)
                .toList();
    }

    private void visit(double[] freeShape, int at) {
        if (at == freeShape.length) {
            starts.add(project(freeShape));
            return;
        }
        for (double free : GRID) {
            freeShape[at] = free;
            visit(freeShape, at + 1);
        }
    }

    private Start project(double[] freeShape) {
        double n = epochs.length;
        double[] shape = new double[epochs.length];
        double sumG = 0;
        double sumY = 0;
        double sumGg = 0;
        double sumGy = 0;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = model.shape(epochs[i], freeShape);
            sumG += shape[i];
            sumY += losses[i];
            sumGg += shape[i] * shape[i];
            sumGy += shape[i] * losses[i];
        }
        double asymptote = 0;
        double height = sumGy / sumGg;
        double spread = sumGg - sumG * sumG / n;
        if (model.linearCount() == 2 && spread > LEAST * sumGg) {
            height = Math.max(0, (sumGy - sumG * sumY / n) / spread);
            asymptote = (sumY - height * sumG) / n;
            height = asymptote < 0 ? sumGy / sumGg : height;
            asymptote = Math.max(0, asymptote);
        }
        return start(freeShape, shape, asymptote, height);
    }

    private Start start(double[] freeShape, double[] shape, double asymptote, double height) {
        double squares = 0;
        for (int i = 0; i < shape.length; i++) {
            double residual = losses[i] - asymptote - height * shape[i];
            squares += residual * residual;
        }
        double[] free = new double[model.count()];
        free[0] = Math.log(Math.max(LEAST, asymptote));
        free[model.linearCount() - 1] = Math.log(Math.max(LEAST, height));
        System.arraycopy(freeShape, 0, free, model.linearCount(), freeShape.length);
        return new Start(free, Double.isFinite(squares) ? squares : Double.MAX_VALUE);
    }

    private static final class Start {
        private final double[] free;
        private final double squares;

        Start(double[] free, double squares) {
            this.free = free;
            this.squares = squares;
        }

        double[] free() {
            return free;
        }

        double squares() {
            return squares;
        }
    }
}
