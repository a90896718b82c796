package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.EdgeServer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The filter against the rule it stands for, tried on every pair of actions. */
class NondominatedActionsProperties {
    @Property(tries = 4000, seed = "20261201", shrinking = ShrinkingMode.OFF)
    void exactlyWhatNoUpperBoundUndercutsIsLeft(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int servers = 1 + random.nextInt(30);
        int cuts = 1 + random.nextInt(12);
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        Table table = new Table(servers, cuts);
        for (int i = 0; i < servers * cuts; i++) {
            table.draw(i, shape, random);
        }
        int[] left = NondominatedActions.in(table.grid(), table, Stopped.NEVER);
        assertArrayEquals(table.left(), left, () -> "seed " + seed + " " + shape);
        Statistics.label("left out").collect(left.length < servers * cuts);
    }

    private enum Shape {
        RANDOM,
        WIDE,
        FEW_VALUES,
        ONE_VALUE,
        FALLING_LINE,
        RISING_LINE,
        NEARLY_EQUAL_TIMES,
        FASTER_AND_FASTER,
        ZEROS;

        double seconds(int i, SplittableRandom random) {
            return switch (this) {
                case RANDOM -> 1 + random.nextDouble();
                case WIDE -> Math.pow(10, 500 * random.nextDouble() - 250);
                case FEW_VALUES -> 1 + random.nextInt(4);
                case ONE_VALUE -> 1;
                case FALLING_LINE, RISING_LINE -> 1 + 0.01 * random.nextInt(100);
                case NEARLY_EQUAL_TIMES -> 1 + 1e-9 * random.nextDouble();
                case FASTER_AND_FASTER -> Math.pow(0.9, i);
                case ZEROS -> random.nextInt(3);
            };
        }

        double joules(double seconds, SplittableRandom random) {
            return switch (this) {
                case FALLING_LINE -> 4 - seconds;
                case RISING_LINE -> seconds;
                case FASTER_AND_FASTER -> 1 / seconds;
                case FEW_VALUES -> random.nextInt(4);
                case ONE_VALUE -> 1;
                case ZEROS -> random.nextInt(2);
                case RANDOM, WIDE, NEARLY_EQUAL_TIMES -> random.nextDouble();
            };
        }
    }

    /** Bounds from arrays, by index in the grid. */
    private static final class Table implements CostBounds {
        private final int servers;
        private final int cuts;
        private final double[][] low;
        private final double[][] high;

        Table(int servers, int cuts) {
            this.servers = servers;
            this.cuts = cuts;
            low = new double[2][servers * cuts];
            high = new double[2][servers * cuts];
        }

        /** Some actions have no upper bound, some no lower one; the bounds of some coincide. */
        void draw(int i, Shape shape, SplittableRandom random) {
            low[0][i] = shape.seconds(i, random);
            low[1][i] = shape.joules(low[0][i], random);
            double width = random.nextInt(3) * 0.01;
            high[0][i] = low[0][i] * (1 + width);
            high[1][i] = low[1][i] * (1 + width);
            int kind = random.nextInt(12);
            if (kind < 2) {
                high[0][i] = Double.POSITIVE_INFINITY;
                high[1][i] = Double.POSITIVE_INFINITY;
            }
            if (kind == 0) {
                low[0][i] = Double.POSITIVE_INFINITY;
                low[1][i] = Double.POSITIVE_INFINITY;
            }
        }

        ActionGrid grid() {
            List<EdgeServer> named = IntStream.range(0, servers)
                    .mapToObj(x -> EdgeServer.named("server" + x))
                    .toList();
            return new ActionGrid(named, IntStream.range(0, cuts).boxed().toList());
        }

        int[] left() {
            return IntStream.range(0, servers * cuts)
                    .filter(i -> low[0][i] < Double.POSITIVE_INFINITY)
                    .filter(i -> IntStream.range(0, servers * cuts)
                            .noneMatch(other -> high[0][other] < low[0][i] && high[1][other] <= low[1][i]))
                    .toArray();
        }

        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            for (int x = 0; x < servers; x++) {
                seconds[x] = low[0][x * cuts + cut];
                joules[x] = low[1][x * cuts + cut];
            }
        }

        @Override
        public Upper high(int server, int cut) {
            return new Upper(high[0][server * cuts + cut], high[1][server * cuts + cut]);
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            return IntStream.range(0, servers * cuts)
                    .mapToDouble(i -> secondsWeight * low[0][i] + joulesWeight * low[1][i])
                    .min()
                    .orElseThrow();
        }
    }
}
