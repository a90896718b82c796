package io.github.jqodi.bench.regret;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.CurveQuestions.RunQuestions;
import io.github.jqodi.estimators.evaluate.Question;
import io.github.jqodi.estimators.evaluate.TargetKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Beliefs about K from the first epochs of real runs. Of each set of runs the first half is history, and of the second half so
 * many runs are asked about, each once and for all ({@link CurveQuestions#halved}): a share of the run is shown, the target is the
 * least loss up to an epoch drawn at random behind it, and K is the epoch that first reached it; runs that reached it within what
 * is shown are left out. A target at a fixed share of the run would tell K to whoever guesses that share.
 *
 * <p>Each pair of each draw gets one of these runs at random. Its epochs are stretched by r = K_exp of the pair / K of the run:
 * the pair really takes K_exp epochs, and the belief that the run takes k epochs with probability p becomes the belief that
 * the pair takes max(1, round(r k)) with probability p. So a relative error of the forecast becomes the same relative error for
 * the pair, and P(never) stays. Probability beyond {@value #MOST} K_exp is counted as "never": no bundled deadline admits it, and
 * plans of a million epochs would only take time.
 */
final class CurveDraws implements DrawSource {
    private static final int MOST = 20;

    private final List<String> names;
    private final List<AskedRun> runs = new ArrayList<>();

    /**
     * Lets every estimator learn from the history of every set and asks all questions.
     *
     * @param sets complete runs of one kind each
     * @param estimators one that cannot learn from the history of some set is left out
     * @param fraction the share of a run that is shown, in (0, 1)
     * @param limit how many runs of each set to ask about at most
     * @param progress is told after each estimator
     */
    CurveDraws(List<List<Curve>> sets, List<CurveEstimator> estimators, double fraction, int limit, Runnable progress) {
        List<CurveQuestions> questions = sets.stream()
                .map(set -> CurveQuestions.halved(set, fraction, limit))
                .toList();
        Map<String, List<EpochForecast>> answers = new LinkedHashMap<>();
        for (CurveEstimator estimator : estimators) {
            try {
                answers.put(estimator.name(), answers(estimator, questions));
            } catch (InvalidValueException e) {
                System.err.println(estimator.name() + " left out: " + e.getMessage());
            }
            progress.run();
        }
        names = List.copyOf(answers.keySet());
        List<Question> asked =
                questions.stream().flatMap(set -> asked(set).stream()).toList();
        for (int i = 0; i < asked.size(); i++) {
            int run = i;
            runs.add(new AskedRun(
                    asked.get(i).epochs().orElseThrow(),
                    answers.values().stream().map(list -> list.get(run)).toList()));
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run reaches its target after the share that is shown");
        }
    }

    /** How many runs there are to draw from. */
    int runCount() {
        return runs.size();
    }

    @Override
    public List<String> estimators() {
        return names;
    }

    @Override
    public Draw draw(List<TrainedPair> pairs, SplittableRandom random) {
        List<Integer> truth = new ArrayList<>();
        List<List<EpochEstimate>> beliefs = new ArrayList<>();
        names.forEach(name -> beliefs.add(new ArrayList<>()));
        for (TrainedPair pair : pairs) {
            AskedRun run = runs.get(random.nextInt(runs.size()));
            truth.add(pair.meanEpochs());
            for (int e = 0; e < names.size(); e++) {
                beliefs.get(e).add(stretched(run.forecasts.get(e), pair.meanEpochs(), run.epochs));
            }
        }
        return new Draw(truth, beliefs);
    }

    private static List<EpochForecast> answers(CurveEstimator estimator, List<CurveQuestions> sets) {
        List<EpochForecast> answers = new ArrayList<>();
        for (CurveQuestions set : sets) {
            FittedEstimator fitted = estimator.fit(set.history());
            for (RunQuestions run : set.runs()) {
                unseen(run)
                        .forEach(question ->
                                answers.add(fitted.forecast(run.observed(), Double.parseDouble(question.target()))));
            }
        }
        return answers;
    }

    private static List<Question> asked(CurveQuestions set) {
        return set.runs().stream().flatMap(run -> unseen(run).stream()).toList();
    }

    /** The question about a random epoch of the run, if the answer is not yet seen. */
    private static List<Question> unseen(RunQuestions run) {
        return run.questions().stream()
                .filter(question -> question.kinds().contains(TargetKind.RANDOM)
                        && question.epochs().isPresent())
                .toList();
    }

    static EpochEstimate stretched(EpochForecast forecast, int pairEpochs, int runEpochs) {
        int[] support = forecast.support();
        double[] levels = forecast.levels();
        double[] epochs = new double[support.length + 1];
        double[] masses = new double[support.length + 1];
        double before = 0;
        for (int i = 0; i < support.length; i++) {
            double stretched = Math.max(1, Math.rint((double) support[i] * pairEpochs / runEpochs));
            epochs[i] = stretched <= (double) MOST * pairEpochs ? stretched : Double.POSITIVE_INFINITY;
            masses[i] = levels[i] - before;
            before = levels[i];
        }
        epochs[support.length] = Double.POSITIVE_INFINITY;
        masses[support.length] = forecast.neverProbability();
        return EpochForecast.ofSample(epochs, masses, forecast.basis()).toEpochEstimate();
    }

    private record AskedRun(int epochs, List<EpochForecast> forecasts) {}
}
