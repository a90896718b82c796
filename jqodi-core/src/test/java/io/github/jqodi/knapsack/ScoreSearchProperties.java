package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Scores of heads and tails of whole seconds beside every pair, with limits that sums reach exactly. */
class ScoreSearchProperties {
    private static final double TOLERANCE = 1e-13;

    /** A head and a tail that share a limit, in which their fastest items fit. */
    private record Parts(Instance head, Instance tail, double fixedCost, boolean inverse) {
        static Parts of(SplittableRandom random) {
            double[][] time = {seconds(random), seconds(random)};
            double[][] cost = {costs(random, time[0]), costs(random, time[1])};
            int[] head = random.ints(random.nextInt(1, 4), 0, 2).toArray();
            int[] tail = random.ints(random.nextInt(0, 4), 0, 2).toArray();
            double spent = random.nextInt(2);
            double fastest = spent
                    + Arrays.stream(fastest(time, head)).sum()
                    + Arrays.stream(fastest(time, tail)).sum();
            double limit = fastest + random.nextInt(1, 4 * (head.length + tail.length) + 2);
            double[] beforeTail = Arrays.copyOf(fastest(time, head), head.length + 1);
            beforeTail[head.length] = spent;
            return new Parts(
                    Instance.builder(time, cost)
                            .classes(head)
                            .weights(weights(random, head.length))
                            .spent(spent)
                            .reserved(fastest(time, tail))
                            .limit(limit)
                            .build(),
                    Instance.builder(time, cost)
                            .classes(tail)
                            .weights(weights(random, tail.length))
                            .reserved(beforeTail)
                            .limit(limit)
                            .build(),
                    random.nextInt(3),
                    random.nextBoolean());
        }

        private static double[] seconds(SplittableRandom random) {
            return random.ints(random.nextInt(1, 5), 0, 6).asDoubleStream().toArray();
        }

        private static double[] costs(SplittableRandom random, double[] time) {
            return Arrays.stream(time).map(t -> random.nextInt(1, 20)).toArray();
        }

        private static double[] weights(SplittableRandom random, int classes) {
            double[] weights = new double[classes];
            Arrays.setAll(weights, k -> random.nextInt(1, 5) / 4.0);
            return weights;
        }

        private static double[] fastest(double[][] time, int[] rows) {
            return Arrays.stream(rows)
                    .mapToDouble(row -> Arrays.stream(time[row]).min().orElseThrow())
                    .toArray();
        }

        /** The least score of all pairs. */
        double least() {
            return head(0, head.spent()[0], fixedCost);
        }

        private double head(int k, double seconds, double joules) {
            if (k == head.classes()) {
                return tail(0, seconds, 0, joules);
            }
            double least = Double.POSITIVE_INFINITY;
            int row = head.rowOf()[k];
            for (int i = 0; i < head.time()[row].length; i++) {
                double cost = head.weight()[k] * head.cost()[row][i];
                least = Math.min(least, head(k + 1, seconds + head.time()[row][i], joules + cost));
            }
            return least;
        }

        private double tail(int k, double headSeconds, double tailSeconds, double joules) {
            if (k == tail.classes()) {
                boolean fits = headSeconds + tailSeconds < head.limit();
                return fits ? score(headSeconds, tailSeconds, joules) : Double.POSITIVE_INFINITY;
            }
            double least = Double.POSITIVE_INFINITY;
            int row = tail.rowOf()[k];
            for (int i = 0; i < tail.time()[row].length; i++) {
                double cost = tail.weight()[k] * tail.cost()[row][i];
                least = Math.min(least, tail(k + 1, headSeconds, tailSeconds + tail.time()[row][i], joules + cost));
            }
            return least;
        }

        private double score(double headSeconds, double tailSeconds, double joules) {
            double ratio = headSeconds == 0 ? 1 : (headSeconds + tailSeconds) / headSeconds;
            return inverse ? joules / ratio : joules * ratio;
        }

        /** The score of a choice. */
        double score(int[] choice) {
            double headSeconds = head.spent()[0];
            double tailSeconds = 0;
            double joules = fixedCost;
            for (int k = 0; k < choice.length; k++) {
                boolean first = k < head.classes();
                Instance part = first ? head : tail;
                int place = first ? k : k - head.classes();
                int row = part.rowOf()[place];
                headSeconds += first ? part.time()[row][choice[k]] : 0;
                tailSeconds += first ? 0 : part.time()[row][choice[k]];
                joules += part.weight()[place] * part.cost()[row][choice[k]];
            }
            assertTrue(headSeconds + tailSeconds < head.limit());
            return score(headSeconds, tailSeconds, joules);
        }
    }

    @Property(tries = 3000, seed = "71", shrinking = ShrinkingMode.OFF)
    void noPairHasALowerScore(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Parts parts = Parts.of(random);
        double least = parts.least();
        double known =
                random.nextBoolean() ? least * random.nextDouble(1, 2) + Double.MIN_NORMAL : Double.POSITIVE_INFINITY;
        Outcome outcome = ScoreSearch.solve(parts.head, parts.tail, parts.fixedCost, parts.inverse, known, Limits.NONE);
        Statistics.label("inverse").collect(parts.inverse);
        assertTrue(outcome.exhausted(), () -> "seed " + seed);
        int[] choice = outcome.choice().orElseThrow();
        assertEquals(least, outcome.cost(), TOLERANCE * least, () -> "seed " + seed);
        assertEquals(least, parts.score(choice), TOLERANCE * least, () -> "seed " + seed);
    }
}
