package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.numeric.LossScale;
import io.github.jqodi.estimators.numeric.RunningMinimum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions about complete runs of which only the beginning is shown. A predictor sees the observed beginning, the targets
 * and the history, neither the kind of a target nor the horizon. Runs with fewer than ten epochs, gaps or losses that are not
 * finite are left out. Immutable.
 *
 * @param runs what is asked of each run
 * @param history complete other runs
 */
public record CurveQuestions(List<RunQuestions> runs, List<Curve> history) {
    private static final int FEWEST_EPOCHS = 10;
    private static final int FEWEST_OBSERVED = 4;
    private static final double UNREACHED_SHARE = 0.03;
    private static final long DRAWS = 1_000_003;

    /**
     * Copies both lists.
     *
     * @param runs in order
     * @param history in order
     */
    public CurveQuestions {
        runs = List.copyOf(runs);
        history = List.copyOf(history);
    }

    /**
     * Protocol P1: one curve alone.
     *
     * @param curves complete runs
     * @param fraction the share of a run that is shown, in (0, 1)
     * @param secondHalf whether to ask about the second half of the runs only
     * @param limit how many runs to ask about at most, evenly spaced; 0 for all
     * @return questions without history
     */
    public static CurveQuestions alone(List<Curve> curves, double fraction, boolean secondHalf, int limit) {
        List<Curve> usable = usable(curves);
        List<Curve> asked = secondHalf ? usable.subList(usable.size() / 2, usable.size()) : usable;
        return new CurveQuestions(ask(asked, fraction, limit), List.of());
    }

    /**
     * Protocol P2: the first half of the runs is the history of the second half.
     *
     * @param curves complete runs
     * @param fraction the share of a run that is shown, in (0, 1)
     * @param limit how many runs to ask about at most, evenly spaced; 0 for all
     * @return questions about the second half
     */
    public static CurveQuestions halved(List<Curve> curves, double fraction, int limit) {
        List<Curve> usable = usable(curves);
        int half = usable.size() / 2;
        return new CurveQuestions(ask(usable.subList(half, usable.size()), fraction, limit), usable.subList(0, half));
    }

    /**
     * Protocol P2 with a history of its own.
     *
     * @param curves complete runs to ask about
     * @param history complete past runs; those of a name that is asked about are left out
     * @param fraction the share of a run that is shown, in (0, 1)
     * @param limit how many runs to ask about at most, evenly spaced; 0 for all
     * @return questions about all curves
     */
    public static CurveQuestions withHistory(List<Curve> curves, List<Curve> history, double fraction, int limit) {
        List<Curve> usable = usable(curves);
        Set<String> names = usable.stream().map(Curve::name).collect(Collectors.toSet());
        List<Curve> past = usable(history).stream()
                .filter(curve -> !names.contains(curve.name()))
                .toList();
        return new CurveQuestions(ask(usable, fraction, limit), past);
    }

    /**
     * {@return every question, run by run}
     */
    public List<Question> questions() {
        return runs.stream().flatMap(run -> run.questions().stream()).toList();
    }

    private static List<Curve> usable(List<Curve> curves) {
        return curves.stream()
                .filter(curve -> curve.isRegular()
                        && curve.size() >= FEWEST_EPOCHS
                        && curve.divergedAt().isEmpty())
                .toList();
    }

    private static List<RunQuestions> ask(List<Curve> curves, double fraction, int limit) {
        Check.that(fraction > 0 && fraction < 1, "fraction", fraction, "must be in (0, 1)");
        return Numbers.spaced(curves, limit).stream()
                .map(curve -> RunQuestions.of(curve, fraction))
                .toList();
    }

    /**
     * The questions about one run.
     *
     * @param observed the epochs that are shown
     * @param questions one for each target, in an order that tells nothing of the kinds
     */
    public record RunQuestions(Curve observed, List<Question> questions) {
        /**
         * Copies the questions.
         *
         * @param observed the beginning of the run
         * @param questions in order
         */
        public RunQuestions {
            questions = List.copyOf(questions);
        }

        /**
         * {@return the targets in the order of the questions}
         */
        public double[] targets() {
            return questions.stream()
                    .mapToDouble(question -> Double.parseDouble(question.target()))
                    .toArray();
        }

        private static RunQuestions of(Curve curve, double fraction) {
            int horizon = curve.size();
            int shown = Math.max(FEWEST_OBSERVED, (int) Math.rint(fraction * horizon));
            Map<BigDecimal, Draft> drafts = new LinkedHashMap<>();
            targets(curve, shown).forEach((kind, target) -> {
                OptionalInt reached = curve.firstAtOrBelow(target);
                if (reached.isEmpty() || reached.getAsInt() > shown) {
                    drafts.computeIfAbsent(Numbers.key(target), key -> new Draft(target, reached, new ArrayList<>()))
                            .kinds
                            .add(kind);
                }
            });
            List<Question> questions = drafts.values().stream()
                    .sorted(Comparator.comparingLong(draft -> draft.order(curve.name())))
                    .map(draft -> draft.question(curve.name(), horizon))
                    .toList();
            return new RunQuestions(shown(curve, shown), questions);
        }

        private static Map<TargetKind, Double> targets(Curve curve, int shown) {
            int horizon = curve.size();
            double[] low = RunningMinimum.of(curve.losses());
            double draw = Numbers.checkSum(curve.name() + " " + shown) % DRAWS / (double) DRAWS;
            double least = low[horizon - 1];
            Map<TargetKind, Double> targets = new LinkedHashMap<>();
            targets.put(TargetKind.R70, low[(int) (0.7 * horizon) - 1]);
            targets.put(TargetKind.R50, low[(int) (0.5 * horizon) - 1]);
            targets.put(TargetKind.RANDOM, low[Math.min(horizon - 1, shown + (int) (draw * (horizon - shown)))]);
            targets.put(TargetKind.UNREACHED, least - UNREACHED_SHARE * LossScale.of(low[0], least));
            return targets;
        }

        private static Curve shown(Curve curve, int epochs) {
            double[] losses = new double[Math.min(epochs, curve.size())];
            for (int k = 0; k < losses.length; k++) {
                losses[k] = Numbers.tenDigits(curve.loss(k));
            }
            return Curve.ofLosses(curve.name(), losses).withFeatures(curve.features());
        }
    }

    private record Draft(double target, OptionalInt reached, List<TargetKind> kinds) {
        long order(String run) {
            return Numbers.checkSum(run + kinds.get(0).code());
        }

        Question question(String run, int horizon) {
            return new Question(run, Numbers.text(target), kinds, reached, horizon);
        }
    }
}
