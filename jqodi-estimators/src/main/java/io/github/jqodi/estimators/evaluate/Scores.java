package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How forecasts of K did. An epoch K counts as infinite where the target was not reached within the horizon H.
 *
 * @param reachable targets of a fixed kind that were reached
 * @param random targets at a random epoch
 * @param unreachable targets that were not reached
 * @param all every question
 */
public record Scores(ReachedScores reachable, ReachedScores random, UnreachedScores unreachable, AllScores all) {
    private static final double CONFIDENCE = 0.9;
    private static final double NEGLIGIBLE_NEVER = 0.1;
    private static final double CAP = 2;

    /**
     * Compares predictions with the answers. The robust value is taken at confidence 0.9; errors are capped at twice the
     * horizon.
     *
     * @param questions with their answers
     * @param predictions one for each question
     * @return the scores
     */
    public static Scores of(List<Question> questions, List<Prediction> predictions) {
        Check.that(
                questions.size() == predictions.size(),
                "predictions",
                predictions.size() + " entries",
                "must have one for each of the " + questions.size() + " questions",
                "");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            rows.add(Row.of(questions.get(i), predictions.get(i)));
        }
        List<Row> reached = rows.stream().filter(Row::reached).toList();
        return new Scores(
                ReachedScores.of(reached.stream().filter(Row::ofFixedKind).toList()),
                ReachedScores.of(reached.stream().filter(Row::ofRandomKind).toList()),
                UnreachedScores.of(rows.stream().filter(row -> !row.reached()).toList()),
                AllScores.of(rows));
    }

    /**
     * Scores of questions whose target was reached. Numbers are empty where nothing can be averaged.
     *
     * @param count how many there are
     * @param meanAbsoluteError mean |min(expected, 2H) - K|, epochs
     * @param medianRelativeError median of |min(expected, 2H) - K| / K
     * @param falseNever share with P(never) above one half
     * @param coverage share with K ≤ robust, or without finite robust while P(never) &gt; 0.1
     * @param finite share with a finite robust
     * @param kept share of those with a finite robust that keep it
     * @param sharpness mean robust/K of those that keep a finite robust
     * @param pinball50 mean pinball loss of min(expected, 2H) at 0.5, divided by K
     * @param pinball90 mean pinball loss of min(robust, 2H) at 0.9, divided by K
     */
    public record ReachedScores(
            int count,
            OptionalDouble meanAbsoluteError,
            OptionalDouble medianRelativeError,
            OptionalDouble falseNever,
            OptionalDouble coverage,
            OptionalDouble finite,
            OptionalDouble kept,
            OptionalDouble sharpness,
            OptionalDouble pinball50,
            OptionalDouble pinball90) {
        static ReachedScores of(List<Row> rows) {
            double[] errors = rows.stream().mapToDouble(Row::relativeError).toArray();
            return new ReachedScores(
                    rows.size(),
                    rows.stream()
                            .mapToDouble(row -> row.relativeError() * row.k)
                            .average(),
                    median(errors),
                    share(rows, rows.stream().filter(row -> row.never > 0.5).count()),
                    share(rows, rows.stream().filter(Row::covered).count()),
                    share(rows, rows.stream().filter(Row::promises).count()),
                    share(
                            rows.stream().filter(Row::promises).toList(),
                            rows.stream().filter(Row::keeps).count()),
                    rows.stream()
                            .filter(Row::keeps)
                            .mapToDouble(row -> row.capped(row.robust) / row.k)
                            .average(),
                    rows.stream()
                            .mapToDouble(row -> row.pinball(row.expected, 0.5))
                            .average(),
                    rows.stream()
                            .mapToDouble(row -> row.pinball(row.robust, CONFIDENCE))
                            .average());
        }
    }

    /**
     * Scores of questions whose target was not reached. Numbers are empty where there are none.
     *
     * @param count how many there are
     * @param brier mean (1 - b)², where b is the claim "K &gt; H": 1 if expected is beyond H, else P(never)
     * @param detected share with b above one half
     * @param broken share with a robust value within H: promises that were broken
     */
    public record UnreachedScores(int count, OptionalDouble brier, OptionalDouble detected, OptionalDouble broken) {
        static UnreachedScores of(List<Row> rows) {
            return new UnreachedScores(
                    rows.size(),
                    rows.stream()
                            .mapToDouble(row -> Math.pow(1 - row.beyond(), 2))
                            .average(),
                    share(rows, rows.stream().filter(row -> row.beyond() > 0.5).count()),
                    share(
                            rows,
                            rows.stream()
                                    .filter(row -> row.robust <= row.horizon)
                                    .count()));
        }
    }

    /**
     * Scores of every question.
     *
     * @param count how many there are
     * @param kept share of the finite robust values that hold; one for an unreached target holds beyond H
     * @param coverage share covered, unreached ones by a robust value beyond H, or none while P(never) &gt; 0.1
     * @param brier mean (b - 1[K &gt; H])²
     * @param auc chance that an unreached target ranks above a reached one, by b, then expected, then robust
     */
    public record AllScores(
            int count, OptionalDouble kept, OptionalDouble coverage, OptionalDouble brier, OptionalDouble auc) {
        static AllScores of(List<Row> rows) {
            List<Row> finite = rows.stream().filter(Row::promises).toList();
            return new AllScores(
                    rows.size(),
                    share(finite, finite.stream().filter(Row::covered).count()),
                    share(rows, rows.stream().filter(Row::covered).count()),
                    rows.stream()
                            .mapToDouble(row -> Math.pow(row.beyond() - (row.reached() ? 0 : 1), 2))
                            .average(),
                    Ranking.auc(rows));
        }
    }

    private static OptionalDouble share(List<Row> rows, long count) {
        return rows.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(count / (double) rows.size());
    }

    private static OptionalDouble median(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** One question with its prediction; K and robust are ∞ where there is none. */
    private record Row(List<TargetKind> kinds, double k, double horizon, double expected, double robust, double never) {
        static Row of(Question question, Prediction prediction) {
            double k = question.epochs().isPresent() ? question.epochs().getAsInt() : Double.POSITIVE_INFINITY;
            return new Row(
                    question.kinds(),
                    k,
                    question.horizon(),
                    prediction.expected(),
                    prediction.robust(),
                    prediction.never());
        }

        boolean reached() {
            return k < Double.POSITIVE_INFINITY;
        }

        boolean promises() {
            return robust < Double.POSITIVE_INFINITY;
        }

        boolean keeps() {
            return promises() && k <= robust;
        }

        boolean ofFixedKind() {
            return !kinds.equals(List.of(TargetKind.RANDOM));
        }

        boolean ofRandomKind() {
            return kinds.contains(TargetKind.RANDOM);
        }

        boolean covered() {
            if (!promises()) {
                return never > NEGLIGIBLE_NEVER;
            }
            return reached() ? k <= robust : robust > horizon;
        }

        double capped(double epochs) {
            return Math.min(epochs, CAP * horizon);
        }

        double relativeError() {
            return Math.abs(capped(expected) - k) / k;
        }

        double pinball(double epochs, double level) {
            double miss = k - capped(epochs);
            return (miss >= 0 ? level * miss : (level - 1) * miss) / k;
        }

        double beyond() {
            return expected > horizon ? 1 : never;
        }
    }

    /** How well rows are ordered. */
    private static final class Ranking {
        private static final double FAR = 1e9;
        private static final Comparator<Row> ORDER = Comparator.comparingDouble(Row::beyond)
                .thenComparingDouble(row -> Math.min(row.expected / row.horizon, FAR))
                .thenComparingDouble(row -> Math.min(row.robust / row.horizon, FAR));

        private Ranking() {}

        static OptionalDouble auc(List<Row> rows) {
            List<Row> sorted = rows.stream().sorted(ORDER).toList();
            long unreached = rows.stream().filter(row -> !row.reached()).count();
            long reached = rows.size() - unreached;
            double wins = 0;
            long reachedBelow = 0;
            for (int from = 0; from < sorted.size(); ) {
                int to = from;
                long reachedHere = 0;
                while (to < sorted.size() && ORDER.compare(sorted.get(from), sorted.get(to)) == 0) {
                    reachedHere += sorted.get(to).reached() ? 1 : 0;
                    to++;
                }
                wins += (to - from - reachedHere) * (reachedBelow + reachedHere / 2.0);
                reachedBelow += reachedHere;
                from = to;
            }
            return reached == 0 || unreached == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(wins / reached / unreached);
        }
    }
}
