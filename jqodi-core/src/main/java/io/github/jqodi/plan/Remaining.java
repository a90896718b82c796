package io.github.jqodi.plan;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Turns a problem and a run of it in progress into the problem of the epochs that remain, a fresh one to all who solve it:
 * forecasts begin at the next epoch, limits are what is left of them, beliefs are those given the epochs done. That the pair in
 * progress needs no setup and no placement, and what a first switch of the server costs, {@link PairLooks} knows.
 */
final class Remaining {
    private final Problem whole;
    private final RunInProgress run;

    private Remaining(Problem whole, RunInProgress run) {
        this.whole = whole;
        this.run = run;
    }

    static Problem problem(Problem whole, RunInProgress run) {
        check(whole, run);
        Remaining remaining = new Remaining(whole, run);
        return new Problem(
                remaining.scenario(),
                remaining.estimators(),
                CallerCode.ask(
                        () -> "cost model after " + Text.count(run.epochsDone(), "epoch"),
                        () -> whole.costModel().afterEpochs(run.epochsDone())),
                Optional.empty(),
                Optional.of(new Continued(run, Optional.of(whole))));
    }

    private static void check(Problem whole, RunInProgress run) {
        Scenario scenario = whole.scenario();
        Check.that(
                whole.continued().isEmpty(),
                "progress",
                run.pair().label(),
                "must be of a whole problem",
                "This one is the rest of a run already: take the problem it was begun with.");
        Check.that(
                scenario.task() == Task.FINE_TUNING,
                "progress",
                run.pair().label(),
                "cannot be given where inference is the task",
                "An inference has no epochs.");
        try {
            scenario.model(run.pair().model());
            scenario.quantization(run.pair().quantization());
        } catch (InvalidValueException e) {
            throw Check.below("progress", e);
        }
        run.losses().forEach(loss -> scenario.metric().check("progress/losses", loss));
        run.lastServer()
                .ifPresent(last -> KnownNames.of(scenario.edgeServers().stream()
                                .map(EdgeServer::name)
                                .toList())
                        .require("progress/lastServer", last, "is not in this scenario"));
    }

    private Scenario scenario() {
        Target target = whole.scenario().target();
        Target left = target.withDeadlineSeconds(left(target.deadlineSeconds(), run.seconds()));
        return whole.scenario()
                .afterEpochs(run.epochsDone())
                .withTarget(
                        target.joules().isEmpty()
                                ? left
                                : left.withJoules(left(target.joules().getAsDouble(), run.joules())));
    }

    /** Limits are above 0; where nothing is left, the least one stands for it. */
    private static double left(double limit, double spent) {
        return Math.max(limit - spent, Double.MIN_VALUE);
    }

    /** A limit as it is told, 0 where nothing is left of it. */
    static double told(double limit) {
        return limit == Double.MIN_VALUE ? 0 : limit;
    }

    private Estimators estimators() {
        return new Estimators(
                new Epochs(whole.estimators(), run),
                this::compressionLoss,
                (scenario, pair, epochs) -> gains(beliefs(scenario)::updateGains, pair, epochs),
                (scenario, pair, epochs) -> gains(beliefs(scenario)::runGains, pair, epochs));
    }

    private Beliefs beliefs(Scenario scenario) {
        return new Beliefs(scenario, whole.estimators());
    }

    /**
     * Beliefs about K given that it is larger.
     *
     * @param all what is believed from the start
     * @param run what is done
     */
    private record Epochs(Estimators all, RunInProgress run) implements EpochEstimator {
        @Override
        public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
            return new Beliefs(scenario, all)
                    .epochs(pair)
                    .map(known -> known.after(run.epochsDone(pair)).orElse(EpochEstimate.never()));
        }

        @Override
        public Reach reach(Scenario scenario, QuantizedModel pair) {
            return new Beliefs(scenario, all).reach(pair);
        }

        @Override
        public String toString() {
            return all.epochs() + ", after " + run;
        }
    }

    /** From the loss of the model to the one that was observed, or that believed after the epochs done. */
    private Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        Beliefs beliefs = beliefs(scenario);
        Optional<LossEstimate> first = beliefs.compressionLoss(pair);
        int done = run.epochsDone(pair);
        if (first.isEmpty() || done == 0) {
            return first;
        }
        OptionalDouble observed = pair.equals(run.pair()) ? run.lastLoss() : OptionalDouble.empty();
        if (observed.isPresent()) {
            double change =
                    observed.getAsDouble() - scenario.model(pair.model()).loss();
            return Optional.of(new LossEstimate(change, change));
        }
        Optional<GainSeries> update = beliefs.updateGains(pair, done);
        Optional<GainSeries> own = beliefs.runGains(pair, done);
        return update.isEmpty() || own.isEmpty()
                ? Optional.empty()
                : Optional.of(new LossEstimate(
                        changed(
                                first.get().expected(),
                                update.get().expected(),
                                own.get().expected(),
                                done),
                        changed(
                                first.get().robust(),
                                update.get().robust(),
                                own.get().robust(),
                                done)));
    }

    private static double changed(double gamma, List<Double> update, List<Double> own, int epochs) {
        int known = Math.min(epochs, Math.min(update.size(), own.size()));
        return new ExactSum(gamma)
                .addProduct(1, Losses.changes(update, own, known))
                .value();
    }

    /** The gains of the epochs to come; where they are given for fewer than may be needed now, nothing more is gained. */
    private Optional<GainSeries> gains(
            BiFunction<QuantizedModel, Integer, Optional<GainSeries>> all, QuantizedModel pair, int epochs) {
        int done = run.epochsDone(pair);
        Optional<GainSeries> known = all.apply(pair, done + epochs);
        return done == 0 ? known : known.map(series -> filled(series.after(done), epochs));
    }

    private static GainSeries filled(GainSeries series, int epochs) {
        return new GainSeries(filled(series.expected(), epochs), filled(series.robust(), epochs));
    }

    private static List<Double> filled(List<Double> gains, int epochs) {
        if (gains.size() >= epochs) {
            return gains;
        }
        List<Double> all = new ArrayList<>(gains);
        while (all.size() < epochs) {
            all.add(0.0);
        }
        return all;
    }
}
