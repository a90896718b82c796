package io.github.jqodi.bench.study;

import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatPlace;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.estimators.bridge.BitWidthPrior;
import io.github.jqodi.estimators.bridge.TracedEpochs;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Scores of beliefs about K before the first epoch of a run of an even seed: what runs of odd seeds of the same version say, at
 * {@value #KNOWN_BITS} bits or at its own width, and what all of them say. Targets are the least losses up to some epochs of the
 * run, and one 3 % below everything it reached.
 *
 * @param bits π_q of the run
 * @param way of belief
 * @param count of questions
 * @param error mean absolute error of the expected K of reached targets, where there is one
 * @param finite share of reached targets with a robust K
 * @param kept of these, the share it was enough for
 * @param broken share of unreached targets with a robust K
 * @param brier mean squared error of the probability to get there within the run
 */
record TransferErrors(
        double bits, Way way, int count, double error, double finite, double kept, double broken, double brier) {
    private static final double KNOWN_BITS = 8;
    private static final int[] TARGETS = {3, 8, 15, 25};
    private static final double UNREACHED = 0.97;
    /** Before training; beliefs from curves do not look at it. */
    private static final double ANY_LOSS = 1;

    /** Whose K is believed. */
    enum Way {
        /** That of the known runs, as they are. */
        ALIKE,
        /** That of the known runs, carried over by the prior by bits. */
        PRIOR,
        /** That of runs at the run's own width. */
        OWN,
        /** The same with the spread of a further run, by the prior. */
        SPREAD,
        /** What problems are assembled from where all past runs are given: of every version, at every width. */
        ASSEMBLED
    }

    private record Question(OptionalInt truth, int epochs, EpochForecast forecast) {
        OptionalInt robust() {
            return forecast.quantile(CompressionErrors.CONFIDENCE);
        }

        double brier() {
            double miss = (truth.isPresent() ? 1 : 0) - forecast.probabilityBy(epochs);
            return miss * miss;
        }
    }

    /** Rows from narrow to wide; ways that have runs to go by for every run asked about. */
    static List<TransferErrors> of(QatData data) {
        List<TransferErrors> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            Map<Double, List<Question>> questions = new TreeMap<>();
            data.runs().stream()
                    .filter(run -> run.place().isHeldOut()
                            && run.place().quantization().weightBits() != KNOWN_BITS)
                    .filter(run -> Arrays.stream(Way.values())
                            .noneMatch(each -> known(data, run.place(), each).isEmpty()))
                    .forEach(run -> questions
                            .computeIfAbsent(run.place().quantization().weightBits(), bits -> new ArrayList<>())
                            .addAll(asked(run, known(data, run.place(), way), way)));
            questions.forEach((bits, answers) -> rows.add(row(bits, way, answers)));
        }
        rows.sort(Comparator.comparingDouble(TransferErrors::bits));
        return rows;
    }

    private static List<Curve> known(QatData data, QatPlace asked, Way way) {
        if (way == Way.ASSEMBLED) {
            return data.runs().stream()
                    .filter(run -> !run.place().isHeldOut())
                    .map(QatRun::curve)
                    .toList();
        }
        double bits = way == Way.OWN || way == Way.SPREAD ? asked.quantization().weightBits() : KNOWN_BITS;
        return data.runs().stream()
                .filter(run -> !run.place().isHeldOut()
                        && run.place().version().equals(asked.version())
                        && run.place().quantization().weightBits() == bits)
                .map(QatRun::curve)
                .toList();
    }

    private static List<Question> asked(QatRun run, List<Curve> known, Way way) {
        List<Double> targets = new ArrayList<>();
        for (int epoch : TARGETS) {
            targets.add(run.losses().stream()
                    .limit(epoch)
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
        }
        targets.add(UNREACHED * run.curve().minimum());
        return targets.stream()
                .distinct()
                .map(target -> new Question(
                        run.curve().firstAtOrBelow(target),
                        run.losses().size(),
                        forecast(run.place(), known, way, target)))
                .toList();
    }

    private static EpochForecast forecast(QatPlace place, List<Curve> known, Way way, double target) {
        return switch (way) {
            case ALIKE, OWN -> asTheyAre(known, target);
            case PRIOR, SPREAD ->
                BitWidthPrior.of(known)
                        .forecast(place.version(), place.quantization(), target)
                        .orElseThrow();
            case ASSEMBLED ->
                TracedEpochs.ofHistory(known)
                        .forecast(EquationEpochs.scenario(place, ANY_LOSS, Math.nextUp(target)), place.pair())
                        .orElseThrow();
        };
    }

    private static EpochForecast asTheyAre(List<Curve> known, double target) {
        double[] epochs = known.stream()
                .map(run -> run.firstAtOrBelow(target))
                .mapToDouble(k -> k.isPresent() ? k.getAsInt() : Double.POSITIVE_INFINITY)
                .toArray();
        double[] weights = new double[epochs.length];
        Arrays.fill(weights, 1);
        return EpochForecast.ofSample(epochs, weights, "past runs");
    }

    private static TransferErrors row(double bits, Way way, List<Question> questions) {
        List<Question> reached =
                questions.stream().filter(q -> q.truth.isPresent()).toList();
        List<Question> unreached =
                questions.stream().filter(q -> q.truth.isEmpty()).toList();
        List<Question> promised =
                reached.stream().filter(q -> q.robust().isPresent()).toList();
        return new TransferErrors(
                bits,
                way,
                questions.size(),
                reached.stream()
                        .filter(q -> q.forecast.medianEpochs().isPresent())
                        .mapToInt(q -> Math.abs(q.forecast.medianEpochs().getAsInt() - q.truth.getAsInt()))
                        .average()
                        .orElse(Double.NaN),
                share(reached, q -> q.robust().isPresent()),
                share(promised, q -> q.robust().getAsInt() >= q.truth.getAsInt()),
                share(unreached, q -> q.robust().isPresent()),
                questions.stream().mapToDouble(Question::brier).average().orElse(Double.NaN));
    }

    private static double share(List<Question> questions, Predicate<Question> of) {
        return questions.isEmpty() ? Double.NaN : questions.stream().filter(of).count() / (double) questions.size();
    }
}
