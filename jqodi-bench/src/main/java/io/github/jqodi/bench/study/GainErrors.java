package io.github.jqodi.bench.study;

import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatPlace;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.bench.qat.QatUpdates;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.loss.PastRun;
import io.github.jqodi.estimators.loss.RunHistory;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Errors of gains γ^update and γ^run that were estimated from runs of odd seeds, on runs of even seeds of the same version and
 * bit-width. Robust values are meant for the loss of an epoch, {@link #ofLosses}: those of single gains are its steps, and the
 * update part has none of its own.
 *
 * @param place which runs and epochs, for people
 * @param count of changes asked about
 * @param meanChange that was measured
 * @param error mean absolute error of the expected change
 * @param zeroError the same of the belief that nothing changes
 * @param covered share of changes at or below the robust one
 * @param margin mean of robust less expected change
 */
record GainErrors(
        String place, int count, double meanChange, double error, double zeroError, double covered, double margin) {
    private static final int FEWEST_PAST = 2;
    private static final int[] EPOCHS = {1, 2, 5, 10, 20, 30};

    /** Change of the loss from right after quantization to the end of an epoch, over all runs, epoch by epoch. */
    static List<GainErrors> ofLosses(QatData data) {
        RunHistory history = RunHistory.of(pastRuns(data));
        Map<Integer, List<Answer>> answers = new TreeMap<>();
        for (QatRun run : data.runs()) {
            if (run.place().isHeldOut() && pastCount(data, run.place()) >= FEWEST_PAST) {
                GainSeries gains = runGains(history, run.place(), run.losses().size());
                for (int k : EPOCHS) {
                    double change = run.losses().get(k - 1) - run.start();
                    answers.computeIfAbsent(k, epoch -> new ArrayList<>())
                            .add(new Answer(
                                    change, new LossEstimate(sum(gains.expected(), k), sum(gains.robust(), k))));
                }
            }
        }
        return answers.entrySet().stream()
                .map(entry -> row("L(" + entry.getKey() + ") - L(0)", entry.getValue()))
                .toList();
    }

    /** The update parts of single epochs, bit-width by bit-width. */
    static List<GainErrors> ofUpdates(QatData data) {
        return ofParts(data, "γ^update", true);
    }

    /** The run parts of single epochs, bit-width by bit-width. */
    static List<GainErrors> ofRuns(QatData data) {
        return ofParts(data, "γ^run", false);
    }

    /** The first epoch is apart: it undoes most of the compression loss. */
    private static List<GainErrors> ofParts(QatData data, String name, boolean isUpdate) {
        RunHistory history = RunHistory.of(data.updates().stream()
                .filter(run -> !run.place().isHeldOut())
                .map(QatUpdates::past)
                .toList());
        Map<Double, List<Answer>> later = new TreeMap<>();
        Map<Double, List<Answer>> first = new TreeMap<>();
        for (QatUpdates run : data.updates()) {
            if (run.place().isHeldOut()) {
                List<Double> truth = isUpdate
                        ? differences(run.requantized(), run.before())
                        : differences(run.after(), run.requantized());
                GainSeries gains = isUpdate
                        ? updateGains(history, run.place(), truth.size())
                        : runGains(history, run.place(), truth.size());
                double bits = run.place().quantization().weightBits();
                for (int k = 0; k < truth.size(); k++) {
                    (k == 0 ? first : later)
                            .computeIfAbsent(bits, width -> new ArrayList<>())
                            .add(answer(truth.get(k), gains, k));
                }
            }
        }
        List<GainErrors> rows = new ArrayList<>();
        first.forEach((bits, answers) -> rows.add(row(name + ", " + bits.intValue() + " bits, epoch 1", answers)));
        later.forEach((bits, answers) -> rows.add(row(name + ", " + bits.intValue() + " bits, later", answers)));
        return rows;
    }

    private static Answer answer(double truth, GainSeries gains, int index) {
        return new Answer(
                truth,
                new LossEstimate(gains.expected().get(index), gains.robust().get(index)));
    }

    private static List<Double> differences(List<Double> to, List<Double> from) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            differences.add(to.get(i) - from.get(i));
        }
        return differences;
    }

    private static GainSeries runGains(RunHistory history, QatPlace place, int epochs) {
        Scenario scenario = EquationEpochs.scenario(place, 1, 1);
        return history.runGains().gains(scenario, place.pair(), epochs).orElseThrow();
    }

    private static GainSeries updateGains(RunHistory history, QatPlace place, int epochs) {
        Scenario scenario = EquationEpochs.scenario(place, 1, 1);
        return history.updateGains().gains(scenario, place.pair(), epochs).orElseThrow();
    }

    /** Runs of odd seeds. */
    static List<PastRun> pastRuns(QatData data) {
        return data.runs().stream()
                .filter(run -> !run.place().isHeldOut())
                .map(QatRun::past)
                .toList();
    }

    /** Runs of odd seeds of a pair. */
    static long pastCount(QatData data, QatPlace place) {
        return data.runs().stream()
                .filter(run -> !run.place().isHeldOut() && run.place().pair().equals(place.pair()))
                .count();
    }

    private static double sum(List<Double> gains, int epochs) {
        return gains.stream().limit(epochs).mapToDouble(Double::doubleValue).sum();
    }

    private static GainErrors row(String place, List<Answer> answers) {
        return new GainErrors(
                place,
                answers.size(),
                Answer.mean(answers, Answer::truth),
                Answer.mean(answers, Answer::error),
                Answer.mean(answers, Answer::size),
                Answer.mean(answers, Answer::covered),
                Answer.mean(answers, Answer::margin));
    }
}
