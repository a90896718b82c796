package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.util.Arrays;

/**
 * Inverse hyperbolic sine transform of changes of either sign: linear up to the unit, logarithmic beyond, so that a few large ones
 * do not drown the rest.
 * Quantiles keep their places under it.
 *
 * @param unit median size of the changes that are not 0; 0 if all are
 */
record AsinhScale(double unit) {
    AsinhScale {
        Check.nonNegative("unit", unit);
    }

    static AsinhScale of(double[] changes) {
        double[] sizes = Arrays.stream(changes)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        return new AsinhScale(sizes.length == 0 ? 0 : sizes[sizes.length / 2]);
    }

    float label(double change) {
        if (unit == 0) {
            return 0;
        }
        double x = Math.abs(change) / unit;
        return (float) (Math.signum(change) * StrictMath.log(x + Math.sqrt(x * x + 1)));
    }

    QuantileFunction changes(QuantileFunction labels) {
        return labels.map(label -> unit * StrictMath.sinh(label));
    }
}
