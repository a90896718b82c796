package io.github.jqodi.bench.study;

import io.github.jqodi.bench.qat.QatCompression;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatPlace;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.bridge.TracedEpochs;
import io.github.jqodi.estimators.loss.CompressionHistory;
import io.github.jqodi.estimators.loss.ConsistentGains;
import io.github.jqodi.estimators.loss.RunHistory;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * K by Equations 11 and 12 from estimated γ, γ^update and γ^run, beside K of the curve: the first epoch with
 * L_a + γ + l(1) + … + l(k) below the target. Learnt from odd seeds, asked of even ones, whose L_a is known: it is measured before
 * training. Targets are the least losses of a run up to some of its epochs, so that each is reached.
 *
 * @param truth K of the curve
 * @param equation K by the equations from expected values; empty if they never get there in the epochs of the run
 * @param equationRobust the same from robust values
 * @param direct K_exp as read off the past runs; empty if no past run got there
 * @param directRobust K_rob likewise
 * @param consistent K by the equations from gains made consistent with K; empty where there is nothing to make consistent
 */
record EquationEpochs(
        int truth,
        OptionalInt equation,
        OptionalInt equationRobust,
        OptionalInt direct,
        OptionalInt directRobust,
        OptionalInt consistent) {
    private static final int[] TARGETS = {3, 8, 15, 25};
    private static final int FEWEST_PAST = 2;
    private static final double NO_DEADLINE = 1e9;

    /** A row for each target of each held out run that has enough past ones. */
    static List<EquationEpochs> of(QatData data) {
        Estimators beliefs = Estimators.of(TracedEpochs.ofHistory(data.runs().stream()
                        .filter(run -> !run.place().isHeldOut())
                        .map(QatRun::curve)
                        .toList()))
                .withCompressionLoss(CompressionHistory.of(data.compressions().stream()
                        .filter(compression -> !compression.place().isHeldOut())
                        .map(QatCompression::past)
                        .toList()))
                .withGains(gains(data).updateGains(), gains(data).runGains());
        List<EquationEpochs> rows = new ArrayList<>();
        for (QatRun run : data.runs()) {
            Optional<Double> start = lossFull(data, run.place());
            if (run.place().isHeldOut()
                    && start.isPresent()
                    && GainErrors.pastCount(data, run.place()) >= FEWEST_PAST) {
                for (int epoch : TARGETS) {
                    rows.add(asked(beliefs, run, start.get(), epoch));
                }
            }
        }
        return rows;
    }

    private static RunHistory gains(QatData data) {
        return RunHistory.of(GainErrors.pastRuns(data));
    }

    private static EquationEpochs asked(Estimators beliefs, QatRun run, double lossFull, int epoch) {
        double least = run.losses().stream()
                .limit(epoch)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Scenario scenario = scenario(run.place(), lossFull, Math.nextUp(least));
        int epochs = run.losses().size();
        Optional<EpochDistribution> known = beliefs.epochs()
                .epochs(scenario, run.place().pair())
                .flatMap(estimate -> estimate.at(CompressionErrors.CONFIDENCE));
        return new EquationEpochs(
                run.losses().indexOf(least) + 1,
                byEquations(beliefs, scenario, run.place(), epochs, false),
                byEquations(beliefs, scenario, run.place(), epochs, true),
                known.map(k -> OptionalInt.of(k.expectedEpochs())).orElse(OptionalInt.empty()),
                known.map(EpochDistribution::robustEpochs).orElse(OptionalInt.empty()),
                byEquations(ConsistentGains.of(beliefs), scenario, run.place(), epochs, false));
    }

    /** Equation 12, epoch by epoch. */
    private static OptionalInt byEquations(
            Estimators beliefs, Scenario scenario, QatPlace place, int epochs, boolean isRobust) {
        LossEstimate gamma = beliefs.compressionLoss()
                .compressionLoss(scenario, place.pair())
                .orElseThrow();
        GainSeries update =
                beliefs.updateGain().gains(scenario, place.pair(), epochs).orElseThrow();
        GainSeries run = beliefs.runGain().gains(scenario, place.pair(), epochs).orElseThrow();
        double start = scenario.model(place.version()).loss();
        return isRobust
                ? firstBelow(start + gamma.robust(), update.robust(), run.robust(), scenario.lossTarget(place.pair()))
                : firstBelow(
                        start + gamma.expected(), update.expected(), run.expected(), scenario.lossTarget(place.pair()));
    }

    /**
     * K by Equations 11 and 12.
     *
     * @param start L_a + γ
     * @param update γ^update of each epoch
     * @param run γ^run of each epoch
     * @param target that has to be undercut
     * @return the first epoch below it
     */
    static OptionalInt firstBelow(double start, List<Double> update, List<Double> run, double target) {
        double loss = start;
        for (int k = 0; k < run.size(); k++) {
            loss += update.get(k) + run.get(k);
            if (loss < target) {
                return OptionalInt.of(k + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Share of rows. */
    static double share(List<EquationEpochs> rows, Predicate<EquationEpochs> of) {
        return rows.stream().filter(of).count() / (double) rows.size();
    }

    /** Mean absolute error where K is finite. */
    static double error(List<EquationEpochs> rows, Function<EquationEpochs, OptionalInt> of) {
        return rows.stream()
                .filter(row -> of.apply(row).isPresent())
                .mapToInt(row -> Math.abs(of.apply(row).getAsInt() - row.truth))
                .average()
                .orElse(Double.NaN);
    }

    /** Of finite robust K, the share that sufficed. */
    static double kept(List<EquationEpochs> rows, Function<EquationEpochs, OptionalInt> of) {
        return rows.stream()
                .filter(row -> of.apply(row).isPresent())
                .mapToInt(row -> of.apply(row).getAsInt() >= row.truth ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** L_a on the local data of a seed. */
    private static Optional<Double> lossFull(QatData data, QatPlace place) {
        return data.compressions().stream()
                .filter(compression -> compression.place().equals(place))
                .map(QatCompression::lossFull)
                .findFirst();
    }

    /** A world with one version, for estimators that ask for its loss and its target. */
    static Scenario scenario(QatPlace place, double lossFull, double target) {
        return Scenario.builder("qat", new Target(NO_DEADLINE, target, CompressionErrors.CONFIDENCE))
                .edgeServer(EdgeServer.named("server"))
                .quantizations(List.of(place.quantization()))
                .model(ModelVersion.of(place.version(), lossFull, List.of()).withCuts(List.of(1)))
                .build();
    }
}
