package io.github.jqodi.plan;

import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says of pairs that cannot meet the target why, and names the nearest relaxation that would admit them. */
final class Exclusions {
    private final Scenario scenario;
    private final Metric metric;
    private final Beliefs beliefs;
    private final PairLooks looks;
    private final WorkLimits limits;

    Exclusions(Scenario scenario, Beliefs beliefs, PairLooks looks, WorkLimits limits) {
        this.scenario = scenario;
        this.metric = scenario.metric();
        this.beliefs = beliefs;
        this.looks = looks;
        this.limits = limits;
    }

    /** Of an inference, whose loss is what it is. */
    Infeasibility inferenceForLoss(Candidate candidate, Losses losses) {
        double target = scenario.lossTarget(candidate.model());
        FastestSchedule fastest = FastestSchedule.of(candidate, scenario, limits);
        if (!fastest.exists()) {
            return besides(Infeasibilities.noSchedule(candidate, limits.stop()), losses);
        }
        String message = "its " + metric.label() + " is " + losses.worst() + ", not " + metric.goodSide()
                + " the target " + target;
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.LOSS, message)
                .limit(target)
                .value(losses.worst());
        if (isPossible(losses.targetNeeded())) {
            relaxed(losses.targetNeeded(), fastest).addTo(row);
        }
        return row.build();
    }

    /** Memory would do with another target; where links or measurements are missing, no target does. */
    private Infeasibility besides(Infeasibility nowhere, Losses losses) {
        return nowhere.memoryBytesNeeded().isPresent() && isPossible(losses.targetNeeded())
                ? nowhere.toBuilder().lossTargetNeeded(losses.targetNeeded()).build()
                : nowhere;
    }

    /** The target is reached with too small a probability. */
    Infeasibility neverReached(ScreenedPair screened, PairLook look) {
        double confidence = scenario.target().confidence();
        double reached = look.epochs().map(d -> 1 - d.neverProbability()).orElse(0.0);
        String message = looks.isInPlace(screened.pair()) && look.epochs().isEmpty()
                ? "it is in progress, and no number of epochs beyond those done has a probability"
                : "the target is reached with probability " + reached + ", the confidence asked for is " + confidence;
        Infeasibility.Builder row = Infeasibility.builder(screened.pair(), Reason.NEVER, message)
                .limit(confidence)
                .value(reached);
        if (look.epochs().isPresent() && !screened.actions().isEmpty()) {
            EpochDistribution epochs = look.epochs().get();
            int last = epochs.lastEpoch();
            Candidate endless = looks.candidate(screened, epochs, last, Optional.empty());
            addChances(endless, looks.course(screened, beliefs, last), look.lossTarget(), row);
        }
        return row.build();
    }

    /** How many epochs fit, and what that leaves of the chances, where an inference that is asked for can run. */
    private void addChances(
            Candidate candidate, Optional<LossCourse> course, double lossTarget, Infeasibility.Builder row) {
        if (noInference(candidate).isEmpty()) {
            int fit = EpochsThatFit.ofFastest(
                    scenario, candidate.setup(), candidate.costs(), candidate.actions(), limits.stop());
            boolean isUnlimited = scenario.target().joules().isEmpty();
            new DeadlineChances(candidate.epochs(), fit, course, lossTarget).addTo(row, isUnlimited);
        }
    }

    /** Nothing is believed of the pair, or of targets alone that are further away. */
    Infeasibility withoutEstimate(ScreenedPair screened) {
        double target = scenario.lossTarget(screened.model());
        OptionalDouble nearest = beliefs.reach(screened.pair()).next(metric, target);
        if (nearest.isEmpty()) {
            return Infeasibility.of(screened.pair(), Reason.ESTIMATE, "there is no estimate of its epochs");
        }
        String message = "its estimates reach " + metric.withArticle() + " of " + nearest.getAsDouble() + " at the "
                + (metric == Metric.LOSS ? "lowest" : "highest") + ", " + metric.badSide() + " the target " + target;
        Infeasibility.Builder row = Infeasibility.builder(screened.pair(), Reason.LOSS, message)
                .limit(target)
                .value(nearest.getAsDouble());
        if (!screened.actions().isEmpty()) {
            relaxed(screened, nearest).ifPresent(found -> found.addTo(row));
        }
        return row.build();
    }

    /** The loss does not get below the target. */
    Infeasibility forLoss(ScreenedPair screened, PairLook look) {
        Candidate candidate = look.candidate().orElseThrow();
        Losses losses = look.losses().orElseThrow();
        Reach reach = beliefs.reach(candidate.pair());
        OptionalDouble first = nearer(reach, look.lossTarget(), losses.targetNeeded());
        Optional<Relaxed> relaxed = relaxed(screened, first);
        if (relaxed.isEmpty()) {
            Optional<Infeasibility> nowhere = nowhere(candidate, FastestSchedule.of(candidate, scenario, limits));
            if (nowhere.isPresent()) {
                return besides(nowhere.get(), losses);
            }
        }
        String message = "its " + metric.label() + " ends at " + losses.worst() + ", not " + metric.goodSide()
                + " the target " + look.lossTarget();
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.LOSS, message)
                .limit(look.lossTarget())
                .value(losses.worst());
        relaxed.ifPresent(found -> found.addTo(row));
        addChances(candidate, Optional.of(losses.course()), look.lossTarget(), row);
        return row.build();
    }

    /**
     * The least relaxation of the loss target that admits a pair.
     *
     * @param lossTarget the strictest target that does
     * @param smallestDeadlineSeconds the deadline that is needed with it, if the one given is too short
     */
    private record Relaxed(double lossTarget, OptionalDouble smallestDeadlineSeconds) {
        void addTo(Infeasibility.Builder row) {
            row.lossTargetNeeded(lossTarget);
            smallestDeadlineSeconds.ifPresent(row::smallestDeadlineSeconds);
        }
    }

    private Relaxed relaxed(double lossTarget, FastestSchedule fastest) {
        boolean isFast = fastest.meets(scenario.target().deadlineSeconds());
        return new Relaxed(lossTarget, isFast ? OptionalDouble.empty() : fastest.smallestDeadlineSeconds());
    }

    /**
     * Looks at looser and looser targets, each the strictest that might do where those before it do not: what losses come to,
     * or where another estimate takes over.
     */
    private Optional<Relaxed> relaxed(ScreenedPair screened, OptionalDouble first) {
        Reach reach = beliefs.reach(screened.pair());
        boolean isAskedAgain = reach instanceof Reach.Losses;
        OptionalDouble target = first;
        while (target.isPresent() && isPossible(target.getAsDouble())) {
            double tried = target.getAsDouble();
            Beliefs asked = isAskedAgain ? beliefs.at(screened.model().name(), tried) : beliefs;
            PairLook look = looks.of(screened, asked, unheard -> {});
            OptionalDouble needed = look.losses().stream()
                    .mapToDouble(Losses::targetNeeded)
                    .filter(loss -> metric.compare(loss, tried) > 0)
                    .findFirst();
            if (needed.isPresent()) {
                target = nearer(reach, tried, needed.getAsDouble());
                continue;
            }
            Optional<Relaxed> found = admitted(look, tried);
            if (found.isPresent()) {
                return found;
            }
            target = reach.next(metric, tried);
        }
        return Optional.empty();
    }

    /** No target is below 0, which an accuracy may have to be below. */
    private static boolean isPossible(double lossTarget) {
        return lossTarget >= 0;
    }

    /** The loss needed, or where another estimate takes over before. */
    private OptionalDouble nearer(Reach reach, double target, double needed) {
        OptionalDouble next = reach.next(metric, target);
        boolean isNextNearer = next.isPresent() && metric.compare(next.getAsDouble(), needed) <= 0;
        return isNextNearer ? next : OptionalDouble.of(needed);
    }

    private Optional<Relaxed> admitted(PairLook look, double lossTarget) {
        if (look.candidate().isEmpty()) {
            return Optional.empty();
        }
        FastestSchedule fastest = FastestSchedule.of(look.candidate().get(), scenario, limits);
        return nowhere(look.candidate().get(), fastest).isPresent()
                ? Optional.empty()
                : Optional.of(relaxed(lossTarget, fastest));
    }

    /** Why no deadline would admit a candidate. */
    private Optional<Infeasibility> nowhere(Candidate candidate, FastestSchedule fastest) {
        return fastest.exists()
                ? noInference(candidate)
                : Optional.of(Infeasibilities.noSchedule(candidate, limits.stop()));
    }

    private Optional<Infeasibility> noInference(Candidate candidate) {
        return scenario.addedInference()
                .filter(inference ->
                        candidate.cheapestInference(inference, limits.stop()).isEmpty())
                .map(inference -> Infeasibilities.noInference(candidate, inference, limits.stop()));
    }
}
