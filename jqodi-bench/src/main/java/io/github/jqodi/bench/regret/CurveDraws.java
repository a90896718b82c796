package io.github.jqodi.bench.regret;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.CurveQuestions.RunQuestions;
import io.github.jqodi.estimators.evaluate.TargetKind;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Beliefs about K from real runs. Of each set of runs some are history, and of the others so many are asked about, each once
 * and for all ({@link CurveSet}): a share of the run is shown, the target is the least loss up to an
 * epoch drawn at random after it, and K is the epoch that first reached it; runs that reached it within what is shown are left out.
 * A target at a fixed share of the run would tell K to whoever guesses that share.
 *
 * <p>K of each pair is drawn from what the scenario says, and each pair gets one of these runs at random, stretched to it
 * ({@link PairRun}): what is shown of it has to be run to be believed, and the rest is seen, and learnt from, as the pair is
 * trained.
 */
final class CurveDraws implements DrawSource {
    private final List<String> names;
    private final List<AskedRun> runs = new ArrayList<>();

    /**
     * Lets every estimator learn from the history of every set and asks all questions.
     *
     * @param sets of one kind each
     * @param estimators one that cannot learn from the history of some set is left out
     * @param fraction the share of a run that is shown, in (0, 1)
     * @param limit how many runs of each set to ask about at most
     * @param progress is told after each set
     */
    CurveDraws(List<CurveSet> sets, List<CurveEstimator> estimators, double fraction, int limit, Runnable progress) {
        List<CurveQuestions> questions =
                sets.stream().map(set -> set.questions(fraction, limit)).toList();
        Map<CurveEstimator, List<FittedEstimator>> fitted = new HashMap<>();
        List<CurveEstimator> able = estimators.stream()
                .filter(estimator -> canLearn(estimator, questions, fitted))
                .toList();
        names = able.stream().map(CurveEstimator::name).toList();
        for (int s = 0; s < sets.size(); s++) {
            int set = s;
            ask(
                    sets.get(s).asked(),
                    questions.get(s),
                    able.stream()
                            .map(estimator -> Objects.requireNonNull(fitted.get(estimator))
                                    .get(set))
                            .toList());
            progress.run();
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run reaches its target after the share that is shown");
        }
    }

    private static boolean canLearn(
            CurveEstimator estimator,
            List<CurveQuestions> questions,
            Map<CurveEstimator, List<FittedEstimator>> fitted) {
        try {
            fitted.put(
                    estimator,
                    questions.stream().map(set -> estimator.fit(set.history())).toList());
            return true;
        } catch (InvalidValueException e) {
            System.err.println(estimator.name() + " left out: " + e.getMessage());
            return false;
        }
    }

    /** Asks about a random epoch of each run, if that is not yet seen. */
    private void ask(List<Curve> asked, CurveQuestions questions, List<FittedEstimator> estimators) {
        Map<String, Curve> complete =
                asked.stream().collect(Collectors.toMap(Curve::name, Function.identity(), (first, second) -> first));
        for (RunQuestions run : questions.runs()) {
            run.questions().stream()
                    .filter(question -> question.kinds().contains(TargetKind.RANDOM))
                    .forEach(question -> question.epochs()
                            .ifPresent(epochs -> runs.add(new AskedRun(
                                    Objects.requireNonNull(complete.get(question.run())),
                                    Double.parseDouble(question.target()),
                                    epochs,
                                    run.observed(),
                                    estimators))));
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
    public boolean learns() {
        return true;
    }

    @Override
    public boolean isOfScenario() {
        return true;
    }

    @Override
    public Draw draw(List<TrainedPair> pairs, double correlation, SplittableRandom random) {
        List<AskedRun> drawn =
                DrawSource.coupled(pairs.size(), correlation, random, () -> runs.get(random.nextInt(runs.size())));
        List<PairRun> own = new ArrayList<>();
        Map<QuantizedModel, PairRun> byPair = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            own.add(new PairRun(drawn.get(i), epochs(pairs.get(i), random.nextDouble())));
            byPair.put(pairs.get(i).pair(), own.get(i));
        }
        List<Belief> beliefs = new ArrayList<>();
        for (int e = 0; e < names.size(); e++) {
            beliefs.add(belief(e, own, byPair));
        }
        return new Draw(
                own.stream().map(PairRun::epochs).toList(),
                Optional.empty(),
                own.stream().map(PairRun::losses).toList(),
                beliefs);
    }

    /** K as the scenario has it, given that the pair gets there. */
    private static int epochs(TrainedPair pair, double uniform) {
        double reached = 1 - pair.epochs().neverProbability();
        double p = Math.max(Double.MIN_NORMAL, uniform * reached);
        return pair.epochs().quantile(p).orElse(pair.meanEpochs());
    }

    private static Belief belief(int estimator, List<PairRun> own, Map<QuantizedModel, PairRun> byPair) {
        return new Belief(
                own.stream().map(run -> run.atStart(estimator)).toList(),
                own.stream().map(PairRun::shown).toList(),
                (pair, losses) -> Objects.requireNonNull(byPair.get(pair)).after(estimator, losses.size()));
    }
}
