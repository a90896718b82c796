package io.github.jqodi.bench.jmh;

import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One prediction of K: by the default estimator that has learnt from past runs, by the default of one run alone, and from
 * repeated seeds. Curves are noisy power laws; the runs that are asked about take turns, so that nothing is answered twice in a
 * row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EstimatorBenchmark {
    private static final int ASKED = 16;
    private static final int EPOCHS = 50;
    private static final int GROUPS = 20;
    private static final int SEEDS = 5;
    private static final double NOISE = 0.004;

    /** Past runs the default has learnt from. */
    @Param("100")
    public int pastRuns = 100;

    /** Epochs of a run that are shown. */
    @Param({"10", "20"})
    public int shown = 10;

    private final List<Curve> begun = new ArrayList<>();
    private final double[] targets = new double[ASKED];
    private final List<SeedGroup> seedGroups = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private FittedEstimator learnt;

    @SuppressWarnings("NullAway.Init")
    private FittedEstimator alone;

    @SuppressWarnings("NullAway.Init")
    private SeedEstimator.Fitted seeds;

    private int turn;

    /** JMH makes instances. */
    public EstimatorBenchmark() {}

    /** Draws curves and seeds and lets the estimators learn. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        List<Curve> past = new ArrayList<>();
        for (int i = 0; i < pastRuns; i++) {
            past.add(curve("past" + i, random));
        }
        for (int i = 0; i < ASKED; i++) {
            Curve whole = curve("asked" + i, random);
            begun.add(whole.prefix(shown));
            targets[i] = whole.prefix((int) (0.7 * EPOCHS)).minimum();
        }
        for (int i = 0; i < GROUPS; i++) {
            seedGroups.add(group("group" + i, random));
        }
        learnt = CurveEstimators.standard().fit(past);
        alone = CurveEstimators.alone().fit(List.of());
        seeds = CurveEstimators.namedSeeds("default").fit(seedGroups);
    }

    /**
     * By the default estimator, from past runs.
     *
     * @return the belief about K
     */
    @Benchmark
    public EpochForecast history() {
        int i = next();
        return learnt.forecast(begun.get(i), targets[i]);
    }

    /**
     * From one run alone.
     *
     * @return the belief about K
     */
    @Benchmark
    public EpochForecast mix() {
        int i = next();
        return alone.forecast(begun.get(i), targets[i]);
    }

    /**
     * From other seeds.
     *
     * @return the belief about K
     */
    @Benchmark
    public EpochForecast seeds() {
        return seeds.forecast(seedGroups.get(next()));
    }

    private int next() {
        turn = (turn + 1) % ASKED;
        return turn;
    }

    private static Curve curve(String name, SplittableRandom random) {
        double floor = 0.1 + 0.2 * random.nextDouble();
        double height = 0.8 + 0.4 * random.nextDouble();
        double exponent = 0.4 + 0.5 * random.nextDouble();
        double[] losses = new double[EPOCHS];
        for (int k = 0; k < EPOCHS; k++) {
            double noise = NOISE * (2 * random.nextDouble() - 1);
            losses[k] = floor + height * Math.pow(k + 1.0, -exponent) + noise;
        }
        return Curve.ofLosses(name, losses);
    }

    private static SeedGroup group(String name, SplittableRandom random) {
        int centre = 10 + random.nextInt(40);
        int[] epochs = new int[SEEDS];
        Arrays.setAll(epochs, s -> (int) Math.rint(centre * (0.85 + 0.3 * random.nextDouble())));
        return new SeedGroup(name, "target", epochs, 0);
    }
}
