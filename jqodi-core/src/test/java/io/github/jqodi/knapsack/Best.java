package io.github.jqodi.knapsack;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Least cost, then least time, exactly, by trying every choice. */
record Best(BigDecimal cost, BigDecimal seconds) {
    static Optional<Best> of(Instance instance) {
        return search(instance, 0, new Best(BigDecimal.ZERO, spent(instance)), Optional.empty());
    }

    private static BigDecimal spent(Instance instance) {
        return Arrays.stream(instance.spent()).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal reserved(Instance instance) {
        return Arrays.stream(instance.reserved()).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<Best> search(Instance instance, int k, Best sums, Optional<Best> known) {
        if (k == instance.classes()) {
            boolean fits = instance.limit() == Double.POSITIVE_INFINITY
                    || sums.seconds.add(reserved(instance)).compareTo(new BigDecimal(instance.limit())) < 0;
            boolean better = fits && (known.isEmpty() || sums.compareTo(known.get()) < 0);
            return better ? Optional.of(sums) : known;
        }
        Optional<Best> best = known;
        int row = instance.rowOf()[k];
        for (int i = 0; i < instance.time()[row].length; i++) {
            if (instance.time()[row][i] < Double.POSITIVE_INFINITY) {
                best = search(instance, k + 1, sums.plus(instance, k, i), best);
            }
        }
        return best;
    }

    static Optional<Best> ofChoice(Instance instance, int[] choice) {
        Best sums = new Best(BigDecimal.ZERO, spent(instance));
        for (int k = 0; k < choice.length; k++) {
            sums = sums.plus(instance, k, choice[k]);
        }
        return search(instance, choice.length, sums, Optional.empty());
    }

    private Best plus(Instance instance, int k, int item) {
        int row = instance.rowOf()[k];
        BigDecimal weighted = new BigDecimal(instance.cost()[row][item]).multiply(new BigDecimal(instance.weight()[k]));
        return new Best(
                cost.add(weighted).stripTrailingZeros(),
                seconds.add(new BigDecimal(instance.time()[row][item])).stripTrailingZeros());
    }

    private int compareTo(Best other) {
        int order = cost.compareTo(other.cost);
        return order != 0 ? order : seconds.compareTo(other.seconds);
    }
}
