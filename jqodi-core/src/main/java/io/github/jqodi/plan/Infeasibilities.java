package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Explains why a candidate has no plan. */
public final class Infeasibilities {
    private Infeasibilities() {}

    /**
     * Why a candidate cannot have a plan: nothing is effective, no inference can run, or even the fastest schedule is too slow,
     * the one of least energy too dear where the energy is limited and time minimised.
     *
     * @param goal what is minimised and what is limited
     * @param candidate the quantized model as it is
     * @param searched the same in the goal's roles, by {@link Goal#searched}
     * @param table its costs in these roles, at least those of nondominated actions
     * @param stop polled during long work; true ends it
     * @return the reason, empty if it can have one
     */
    public static Optional<Infeasibility> explain(
            Goal goal, Candidate candidate, Candidate searched, CostTable table, BooleanSupplier stop) {
        Scenario scenario = goal.scenario();
        FastestSchedule fastest = FastestSchedule.of(searched, table, goal, stop);
        Optional<Inference> inference = scenario.addedInference();
        if (!fastest.exists()) {
            return Optional.of(noSchedule(searched, stop));
        }
        if (inference.isPresent()
                && searched.cheapestInference(inference.get(), stop).isEmpty()) {
            return Optional.of(noInference(searched, inference.get(), stop));
        }
        if (goal.limit().isEmpty() || fastest.meets(goal.limit().getAsDouble())) {
            return Optional.empty();
        }
        if (goal.isExchanged()) {
            return Optional.of(tooDear(goal, candidate, fastest));
        }
        int fit = EpochsThatFit.ofFastest(scenario, candidate.setup(), candidate.actions(), table, stop);
        return Optional.of(tooSlow(
                scenario, candidate, fastest.seconds(), fastest.smallestDeadlineSeconds(), fit, !isLimited(scenario)));
    }

    /**
     * Why a candidate whose schedules are within the limit of the search has no plan: its least objective is not below the
     * limit of that.
     *
     * @param goal what is minimised and what is limited
     * @param candidate the quantized model as it is
     * @param table its costs as the goal has them searched
     * @param least the least objective
     * @param needed the smallest limit of the objective that admits it
     * @param stop polled during long work; true ends it
     * @return the reason, with the limit that would do
     */
    public static Infeasibility overObjectiveLimit(
            Goal goal, Candidate candidate, CostTable table, double least, double needed, BooleanSupplier stop) {
        Scenario scenario = goal.scenario();
        if (!goal.isExchanged()) {
            double limit = Remaining.told(scenario.target().joules().orElseThrow());
            String message =
                    "its least energy below the deadline is " + least + " J by the rule, not below " + limit + " J";
            return Infeasibility.builder(candidate.pair(), Reason.ENERGY, message)
                    .limit(limit)
                    .value(least)
                    .joulesNeeded(needed)
                    .build();
        }
        int fit = EpochsThatFit.ofFastestExchanged(scenario, candidate.setup(), candidate.actions(), table, stop);
        return tooSlow(scenario, candidate, least, OptionalDouble.of(needed), fit, !isLimited(scenario));
    }

    private static boolean isLimited(Scenario scenario) {
        return scenario.target().joules().isPresent();
    }

    /** Even the schedule of least energy is not below the limit; with the smallest limit that would do. */
    private static Infeasibility tooDear(Goal goal, Candidate candidate, FastestSchedule cheapest) {
        double limit = Remaining.told(goal.limit().orElseThrow());
        String message = "its schedule of least energy takes " + cheapest.seconds() + " J over "
                + candidate.robustEpochs() + " epochs, not below " + limit + " J";
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.ENERGY, message)
                .limit(limit)
                .value(cheapest.seconds());
        cheapest.smallestDeadlineSeconds().ifPresent(row::joulesNeeded);
        return row.build();
    }

    /**
     * No schedule is effective in every epoch.
     *
     * @param candidate the quantized model
     * @param stop polled during long work; true ends it
     * @return of placements that nothing but memory keeps from being taken where no other can, the one nearest to fitting, with the
     *     bytes it needs; where there is none, why the first one cannot be taken
     */
    static Infeasibility noSchedule(Candidate candidate, BooleanSupplier stop) {
        List<Integer> epochs = withoutAction(candidate, stop);
        return nearest(candidate, action -> why(candidate, action, epochs, stop), stop);
    }

    /** Epochs in which no action can be taken; all that may differ where there are none, and one action has to serve them. */
    private static List<Integer> withoutAction(Candidate candidate, BooleanSupplier stop) {
        int last = Math.min(candidate.robustEpochs(), candidate.costs().steadyFromEpoch());
        int size = candidate.actions().size();
        double[] seconds = new double[size];
        double[] joules = new double[size];
        CostRows rows = candidate.costs().rows(candidate.actions(), stop);
        List<Integer> epochs = new ArrayList<>();
        for (int k = 1; k <= last; k++) {
            Stopped.when(stop);
            rows.fill(k, seconds, joules);
            if (Arrays.stream(seconds).allMatch(t -> t == Double.POSITIVE_INFINITY)) {
                epochs.add(k);
            }
        }
        return epochs.isEmpty() ? IntStream.rangeClosed(1, last).boxed().toList() : epochs;
    }

    /** Why an action cannot be taken in some epochs: memory where there is no other reason, the most of it. */
    private static Ineffective why(Candidate candidate, Action action, List<Integer> epochs, BooleanSupplier stop) {
        List<Ineffective> memory = new ArrayList<>();
        for (int k : epochs) {
            Stopped.when(stop);
            Optional<Ineffective> why = candidate.costs().epoch(action, k).ineffective();
            if (why.isPresent() && why.get().kind() != Ineffective.Kind.MEMORY) {
                return why.get();
            }
            why.ifPresent(memory::add);
        }
        return memory.stream()
                .max(Comparator.comparingDouble(Infeasibilities::missing))
                .orElseThrow(() -> contradiction(candidate, action));
    }

    /** Bounds or rows that leave out what a single cost admits. */
    private static IllegalArgumentException contradiction(Candidate candidate, Action action) {
        return Check.invalid(
                "costs of " + candidate.pair().quoted() + ", " + action,
                "effective",
                "must not be left out by bounds or rows",
                "Lower bounds are at most what an action costs, and equal questions must get equal answers.");
    }

    /** Of actions that lack memory alone the one that lacks least; where there is none, the first action. */
    private static Infeasibility nearest(
            Candidate candidate, Function<Action, Ineffective> question, BooleanSupplier stop) {
        Optional<Ineffective> nearest = Optional.empty();
        Optional<Ineffective> first = Optional.empty();
        for (Action action : candidate.actions()) {
            Stopped.when(stop);
            Ineffective why = question.apply(action);
            if (why.kind() == Ineffective.Kind.MEMORY) {
                nearest = nearest.filter(best -> missing(best) <= missing(why)).or(() -> Optional.of(why));
            }
            first = first.or(() -> Optional.of(why));
        }
        return ineffective(candidate, (nearest.isPresent() ? nearest : first).orElseThrow());
    }

    private static double missing(Ineffective why) {
        return why.value() - why.limit();
    }

    /**
     * No inference can be run where it would have to.
     *
     * @param candidate the quantized model
     * @param inference how many samples, in which batches
     * @param stop polled during long work; true ends it
     * @return of placements that nothing but memory keeps from running it, what the one nearest to fitting needs; where there is
     *     none, why the first one cannot
     */
    static Infeasibility noInference(Candidate candidate, Inference inference, BooleanSupplier stop) {
        return nearest(
                candidate,
                action -> candidate
                        .costs()
                        .inference(action, inference)
                        .ineffective()
                        .orElseThrow(() -> contradiction(candidate, action)),
                stop);
    }

    /** Even the fastest schedule is not below the deadline; with the smallest deadline that would do. */
    private static Infeasibility tooSlow(
            Scenario scenario,
            Candidate candidate,
            double fastestSeconds,
            OptionalDouble smallestDeadlineSeconds,
            int epochsThatFit,
            boolean withConfidence) {
        double deadlineSeconds = Remaining.told(scenario.target().deadlineSeconds());
        if (scenario.task() == Task.INFERENCE) {
            return tooSlow(candidate, fastestSeconds, smallestDeadlineSeconds, deadlineSeconds);
        }
        String message = "its fastest schedule takes " + fastestSeconds + " s over " + candidate.robustEpochs()
                + " epochs, not below " + deadlineSeconds + " s; " + Text.count(epochsThatFit, "epoch")
                + (epochsThatFit == 1 ? " fits" : " fit");
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.DEADLINE, message)
                .limit(deadlineSeconds)
                .value(fastestSeconds);
        smallestDeadlineSeconds.ifPresent(row::smallestDeadlineSeconds);
        new DeadlineChances(
                        candidate.epochs(),
                        epochsThatFit,
                        candidate.losses().map(Losses::course),
                        scenario.lossTarget(candidate.model()))
                .addTo(row, withConfidence);
        return row.build();
    }

    private static Infeasibility tooSlow(
            Candidate candidate, double seconds, OptionalDouble smallestDeadlineSeconds, double deadlineSeconds) {
        String message = "its fastest placement takes " + seconds + " s, not below " + deadlineSeconds + " s";
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.DEADLINE, message)
                .limit(deadlineSeconds)
                .value(seconds);
        smallestDeadlineSeconds.ifPresent(row::smallestDeadlineSeconds);
        return row.build();
    }

    /**
     * A limit ended the search before a plan was found.
     *
     * @param candidate the quantized model
     * @param limit which one
     * @return the reason
     */
    public static Infeasibility undecided(Candidate candidate, String limit) {
        return Infeasibility.undecided(candidate.pair(), limit);
    }

    private static Infeasibility ineffective(Candidate candidate, Ineffective why) {
        Reason reason = switch (why.kind()) {
            case MEMORY -> Reason.MEMORY;
            case LINK -> Reason.LINK;
            case UNMEASURED -> Reason.UNMEASURED;
            case OVERFLOW -> Reason.OVERFLOW;
        };
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), reason, why.message());
        if (Double.isFinite(why.limit()) && Double.isFinite(why.value())) {
            row.limit(why.limit()).value(why.value());
            if (reason == Reason.MEMORY) {
                row.memoryBytesNeeded(why.value());
            }
        }
        return row.build();
    }
}
