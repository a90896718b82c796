package io.github.jqodi.estimators.history;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Sample of K from past runs of any lengths, each to a target of its own. A run that ends short of its target says only that K is
 * larger: its weight goes to the runs of which more is known, in proportion to theirs, which is the product-limit estimate. Where
 * no run is longer, those that end short are continued by one slow power law to twice their length, the horizon of the forecast,
 * and what they reach only there is believed in part, as {@link HistoryEstimator} does. The rest, and runs that diverged, count as
 * never. Not thread-safe.
 *
 * <p>Sources: E. L. Kaplan and P. Meier, Nonparametric Estimation from Incomplete Observations, Journal of the American Statistical
 * Association 53 (1958); B. Efron, The Two Sample Problem with Censored Data, Berkeley Symposium 5 (1967), for weights that are
 * handed on.
 */
public final class PastEpochs {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One run and its target.
     *
     * @param run what was seen
     * @param target a loss, reached at or below it
     * @param weight how much it counts
     * @param end until when it was followed: K where it got there, its last epoch where it did not, where it diverged
     * @param outcome what is known of K at its end
     */
    private record Entry(Curve run, double target, double weight, int end, Outcome outcome) {
        boolean isOpen() {
            return outcome == Outcome.OPEN;
        }
    }

    /** In the order in which they count within an epoch. */
    private enum Outcome {
        REACHED,
        NEVER,
        OPEN
    }

    /**
     * Adds a run.
     *
     * @param run from its first epoch on
     * @param target a loss, reached at or below it
     * @param weight how much it counts, finite, {@code >= 0}
     */
    public void add(Curve run, double target, double weight) {
        Check.nonNegative("weight", weight);
        OptionalInt reached = run.firstAtOrBelow(target);
        if (reached.isPresent()) {
            entries.add(new Entry(run, target, weight, reached.getAsInt(), Outcome.REACHED));
        } else if (run.divergedAt().isPresent()) {
            entries.add(new Entry(run, target, weight, run.divergedAt().getAsInt(), Outcome.NEVER));
        } else {
            entries.add(new Entry(run, target, weight, run.lastEpoch(), Outcome.OPEN));
        }
    }

    /**
     * The sample as a belief.
     *
     * @param basis what it rests on
     * @return the forecast, with the epoch up to which runs were followed as its horizon
     * @throws io.github.jqodi.error.InvalidValueException if no run has any weight
     */
    public EpochForecast forecast(String basis) {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingInt(Entry::end).thenComparing(Entry::outcome))
                .toList();
        double[] weights = handedOn(sorted);
        List<Entry> left = new ArrayList<>();
        double[] epochs = new double[weights.length];
        for (int i = 0; i < epochs.length; i++) {
            Entry entry = sorted.get(i);
            epochs[i] = entry.outcome == Outcome.REACHED ? entry.end : Double.POSITIVE_INFINITY;
            if (entry.isOpen() && weights[i] > 0) {
                left.add(entry);
            }
        }
        int horizon = left.isEmpty() ? longest() : left.get(0).end;
        Map<Curve, double[]> continued = continued(left);
        for (int i = 0; i < epochs.length; i++) {
            double[] longer = sorted.get(i).isOpen() ? continued.get(sorted.get(i).run) : null;
            if (longer != null) {
                epochs[i] = first(longer, horizon, sorted.get(i).target);
            }
        }
        return EpochForecast.ofSample(epochs, weights, basis).believedBeyond(horizon, HistoryEstimator.BELIEVED_BEYOND);
    }

    private int longest() {
        return entries.stream().mapToInt(entry -> entry.run.lastEpoch()).max().orElse(1);
    }

    /** Weights after those of open entries have gone to all that end later; of open ones that none outlasts they stay. */
    private static double[] handedOn(List<Entry> sorted) {
        double[] weights = new double[sorted.size()];
        double[] later = new double[weights.length + 1];
        for (int i = weights.length - 1; i >= 0; i--) {
            later[i] = later[i + 1] + sorted.get(i).weight;
        }
        double factor = 1;
        int from = 0;
        while (from < weights.length) {
            int to = from;
            double open = 0;
            while (to < weights.length && sorted.get(to).end == sorted.get(from).end) {
                open += sorted.get(to).isOpen() ? sorted.get(to).weight : 0;
                to++;
            }
            boolean isHandedOn = later[to] > 0;
            for (int i = from; i < to; i++) {
                weights[i] = isHandedOn && sorted.get(i).isOpen() ? 0 : factor * sorted.get(i).weight;
            }
            factor *= isHandedOn ? (later[to] + open) / later[to] : 1;
            from = to;
        }
        return weights;
    }

    /** Runs of one length, up to twice that; none where losses are not all above 0, which have no power law. */
    private static Map<Curve, double[]> continued(List<Entry> open) {
        List<Curve> runs = open.stream().map(Entry::run).distinct().toList();
        List<double[]> losses = runs.stream().map(Curve::everyEpoch).toList();
        Map<Curve, double[]> continued = new HashMap<>();
        if (!runs.isEmpty() && losses.stream().flatMapToDouble(Arrays::stream).allMatch(loss -> loss > 0)) {
            PowerLawExtrapolation law = new PowerLawExtrapolation(losses);
            for (int i = 0; i < losses.size(); i++) {
                continued.put(runs.get(i), law.extended(losses.get(i)));
            }
        }
        return continued;
    }

    private static double first(double[] losses, int after, double target) {
        for (int k = after; k < losses.length; k++) {
            if (losses[k] <= target) {
                return k + 1.0;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Says how many runs end short of a target.
     *
     * @param runs past ones
     * @param target a loss, reached at or below it
     * @return a phrase that goes on after their number; empty if all get there
     */
    public static String shortfall(List<Curve> runs, double target) {
        List<Curve> open = runs.stream()
                .filter(run ->
                        run.firstAtOrBelow(target).isEmpty() && run.divergedAt().isEmpty())
                .toList();
        int last = open.stream().mapToInt(Curve::lastEpoch).max().orElse(0);
        return open.isEmpty()
                ? ""
                : ", " + (open.size() == runs.size() ? "none" : open.size() + " not")
                        + " at the target by the end, at most epoch " + last;
    }

    @Override
    public String toString() {
        return Text.count(entries.size(), "past run");
    }
}
