package io.github.jqodi.estimators.onnx;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on the few numbers from which shapes are made. */
final class Folding {
    private static final int MOST_NUMBERS = 4096;

    private Folding() {}

    static boolean isSmall(Dims dims) {
        return dims.elements() <= MOST_NUMBERS;
    }

    static double[] map(Value value, DoubleUnaryOperator function) {
        return Arrays.stream(value.numbers()).map(function).toArray();
    }

    static double[] combine(Dims dims, Value a, Value b, DoubleBinaryOperator function) {
        double[] left = stretched(dims, a);
        double[] right = stretched(dims, b);
        for (int i = 0; i < left.length; i++) {
            left[i] = function.applyAsDouble(left[i], right[i]);
        }
        return left;
    }

    /** The elements of a value repeated along axes of size 1, as broadcasting does. */
    static double[] stretched(Dims to, Value value) {
        double[] stretched = new double[(int) to.elements()];
        double[] from = value.numbers();
        for (int i = 0; i < stretched.length; i++) {
            stretched[i] = from[source(to, value.dims(), i)];
        }
        return stretched;
    }

    private static int source(Dims to, Dims from, int index) {
        long rest = index;
        long step = 1;
        long at = 0;
        for (int axis = 1; axis <= from.rank(); axis++) {
            long place = rest % to.at(-axis);
            rest /= to.at(-axis);
            at += from.at(-axis) == 1 ? 0 : place * step;
            step *= from.at(-axis);
        }
        return (int) at;
    }
}
