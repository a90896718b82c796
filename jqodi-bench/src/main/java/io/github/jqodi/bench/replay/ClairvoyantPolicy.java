package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.replay.KnownFuture.Schedule;
import io.github.jqodi.control.ServerState;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows the rates to come and either believes of K what everybody does or knows it too. Neither knows of outages and slow
 * spells before they come: it plans again when a run is not where it was to be, and leaves a server that fails.
 */
final class ClairvoyantPolicy implements Policy {
    private static final double LEAST_CONFIDENCE = 0.501;
    /** Times that differ by less are the same. */
    private static final double SAME_SECONDS = 1e-6;

    private final ReplayWorld world;
    private final Job job;
    private final boolean knowsEpochs;
    private final KnownFuture future;
    private final FastestPolicy otherwise;
    private @Nullable Schedule schedule;
    private @Nullable Situation made;
    private int plans;
    private String reason = "";

    ClairvoyantPolicy(ReplayWorld world, Job job, boolean knowsEpochs) {
        this.world = world;
        this.job = job;
        this.knowsEpochs = knowsEpochs;
        this.future = new KnownFuture(world, job);
        this.otherwise = new FastestPolicy(world);
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        plan(now, world.candidates());
        if (schedule != null) {
            return Optional.of(schedule.pair());
        }
        return knowsEpochs ? Optional.empty() : otherwise.start(now);
    }

    @Override
    public Optional<Action> next(Situation now) {
        if (!isOnCourse(now)) {
            plan(now, List.of(world.candidate(now.pair().orElseThrow())));
        } else {
            reason = "as planned";
        }
        Schedule plan = schedule;
        Situation then = made;
        return plan == null || then == null
                ? otherwise.next(now)
                : Optional.of(plan.actions().get(now.epochsDone() - then.epochsDone()));
    }

    private boolean isOnCourse(Situation now) {
        Schedule plan = schedule;
        Situation then = made;
        if (plan == null || then == null) {
            return false;
        }
        int done = now.epochsDone() - then.epochsDone();
        boolean left = done < plan.actions().size();
        boolean inTime = done == 0 || Math.abs(now.seconds() - plan.ends().get(done - 1)) < SAME_SECONDS;
        return left
                && inTime
                && !concerns(
                        then, now, plan.actions().subList(done, plan.actions().size()));
    }

    /** Whether a server of the rest has changed, or another is better than it was: what is worse elsewhere changes no best plan. */
    private static boolean concerns(Situation then, Situation now, List<Action> rest) {
        Set<String> used = rest.stream().map(action -> action.server().name()).collect(Collectors.toSet());
        for (String server : now.servers().keySet()) {
            ServerState before = then.server(server);
            ServerState after = now.server(server);
            boolean isBetter = (after.isUp() && !before.isUp()) || after.slowDown() < before.slowDown();
            if (!before.equals(after) && (isBetter || used.contains(server))) {
                return true;
            }
        }
        return false;
    }

    private void plan(Situation now, List<Candidate> candidates) {
        plans++;
        schedule = null;
        made = now;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            Optional<Schedule> found = weights(now, candidate).flatMap(w -> better(now, candidate, w, least(schedule)));
            if (found.isPresent() && found.get().joules() < least) {
                schedule = found.get();
                least = found.get().joules();
            }
        }
        reason = schedule == null ? "nothing fits; the fastest" : "plans " + schedule.pair() + ", knowing the rates";
    }

    private Optional<Schedule> better(Situation now, Candidate candidate, double[] weights, double below) {
        return future.best(now, candidate, weights, below);
    }

    private static double least(@Nullable Schedule known) {
        return known == null ? Double.POSITIVE_INFINITY : known.joules();
    }

    /** P(still training) of the epochs that have to fit, or ones for the epochs it takes; empty if no number suffices. */
    private Optional<double[]> weights(Situation now, Candidate candidate) {
        int done = now.epochsDone();
        if (knowsEpochs) {
            int needed = job.epochs(candidate.pair());
            return needed == Job.NEVER ? Optional.empty() : Optional.of(ones(needed - done));
        }
        double survival = candidate.epochs().survival(done + 1);
        double open = (1 - world.problem().scenario().target().confidence()) / Math.max(survival, Double.MIN_NORMAL);
        double confidence = Math.max(LEAST_CONFIDENCE, 1 - open);
        // the smallest k with P(K <= k | K > done) at least the confidence
        double wanted = 1 - survival * (1 - confidence);
        for (int k = done + 1; k <= candidate.epochs().lastEpoch(); k++) {
            if (1 - candidate.epochs().survival(k + 1) >= wanted - 1e-9) {
                return Optional.of(survivals(candidate, done, k - done, survival));
            }
        }
        return Optional.empty();
    }

    private static double[] survivals(Candidate candidate, int done, int epochs, double survival) {
        double[] weights = new double[epochs];
        Arrays.setAll(weights, i -> candidate.epochs().survival(done + 1 + i) / survival);
        return weights;
    }

    private static double[] ones(int epochs) {
        double[] ones = new double[epochs];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public boolean watches() {
        return true;
    }

    @Override
    public boolean breaksOff(Situation now, EpochUnderWay epoch) {
        return epoch.failed() && now.servers().values().stream().anyMatch(ServerState::isUp);
    }

    @Override
    public int plans() {
        return plans;
    }

    @Override
    public String reason() {
        return reason;
    }
}
