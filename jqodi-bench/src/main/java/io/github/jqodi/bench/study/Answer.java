package io.github.jqodi.bench.study;

import io.github.jqodi.estimate.LossEstimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A change of loss beside what was believed of it.
 *
 * @param truth measured
 * @param estimate believed
 */
record Answer(double truth, LossEstimate estimate) {
    /** Tolerance for sums of decimals that are equal as written. */
    private static final double DECIMALS = 1e-9;

    /** Error of the belief that nothing changes. */
    double size() {
        return Math.abs(truth);
    }

    double error() {
        return Math.abs(truth - estimate.expected());
    }

    /** 1 where the truth is at most the robust value, else 0. */
    double covered() {
        return truth <= estimate.robust() + DECIMALS ? 1 : 0;
    }

    double margin() {
        return estimate.robust() - estimate.expected();
    }

    static double mean(List<Answer> answers, ToDoubleFunction<Answer> of) {
        return answers.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
