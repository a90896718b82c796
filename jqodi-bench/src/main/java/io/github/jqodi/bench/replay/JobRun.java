package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.replay.Policy.EpochUnderWay;
import io.github.jqodi.bench.replay.ServerSpells.Spell;
import io.github.jqodi.control.RateHistory;
import io.github.jqodi.control.ServerState;
import io.github.jqodi.cost.Action;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One job played under one policy in simulated time. An epoch downloads over the device link, does everything else and
 * uploads; a server that is down holds it up. Time spent on deciding is not part of the simulated time. A run ends with the
 * epoch that reaches the target, with the first that ends at the deadline or after it, or when the policy gives up.
 */
final class JobRun {
    /** How much of each link was seen before the job began, in seconds. */
    static final int SEEN_BEFORE = 120;

    private static final double STALLED = 1.5;
    /** Of which a rate is the mean that is taken to last. */
    private static final double STEADY_SECONDS = 60;

    private final ReplayWorld world;
    private final Job job;
    private final Policy policy;
    private final Consumer<String> log;
    private Consumer<JobEpoch> listener = epoch -> {};
    private final Map<String, RateHistory> rates = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();
    private Optional<QuantizedModel> pair = Optional.empty();
    private Optional<String> lastServer = Optional.empty();
    private double seconds;
    private double seenUntil = -SEEN_BEFORE;
    private double joules;
    private int moves;
    private int decisions;
    private long nanos;

    JobRun(ReplayWorld world, Job job, Policy policy, Consumer<String> log) {
        this.world = world;
        this.job = job;
        this.policy = policy;
        this.log = log;
        for (EdgeServer server : world.problem().scenario().edgeServers()) {
            double nominal =
                    server.deviceLink().map(link -> link.rate().bitsPerSecond()).orElse(1.0);
            rates.put(server.name(), RateHistory.of(nominal));
        }
        see(0);
    }

    Outcome play() {
        pair = decided(() -> policy.start(situation()));
        while (pair.isEmpty() && policy.waits() && seconds < world.deadlineSeconds()) {
            pass(seconds + 1);
            pair = decided(() -> policy.start(situation()));
        }
        log.accept(at() + policy.reason());
        boolean reached = false;
        if (pair.isPresent()) {
            Candidate candidate = world.candidate(pair.get());
            joules += candidate.setup().joules();
            pass(seconds + candidate.setup().seconds());
            reached = train(candidate);
        }
        boolean inTime = reached && seconds < world.deadlineSeconds();
        log.accept(at()
                + (inTime ? "target reached" : reached ? "target reached too late" : "ended without the target")
                + String.format(Locale.ROOT, ", %.2f J", joules));
        return new Outcome(pair, reached, seconds, joules, inTime, policy.plans(), moves, decisions, nanos);
    }

    private boolean train(Candidate candidate) {
        SimulatedLosses course = job.course(world, candidate.pair());
        while (seconds < world.deadlineSeconds()) {
            Optional<Action> action = decided(() -> policy.next(situation()));
            if (action.isEmpty() && policy.waits()) {
                pass(seconds + 1);
                continue;
            }
            if (action.isEmpty()) {
                log.accept(at() + "gives up: " + policy.reason());
                return false;
            }
            if (run(action.get())) {
                losses.add(course.loss(world, candidate, losses.size() + 1));
                if (losses.size() == job.epochs(candidate.pair())) {
                    return true;
                }
            }
        }
        return false;
    }

    private <T> T decided(Supplier<T> decision) {
        long start = System.nanoTime();
        T answer = decision.get();
        nanos += System.nanoTime() - start;
        decisions++;
        return answer;
    }

    /** The same run, which tells of every epoch. */
    JobRun telling(Consumer<JobEpoch> told) {
        listener = told;
        return this;
    }

    /** Runs an epoch; false if it was broken off. */
    private boolean run(Action action) {
        EpochProfile profile = world.profile(pair.orElseThrow(), action, losses.size() + 1)
                .orElseThrow(() -> new IllegalStateException(action + " cannot be taken"));
        double moved = seconds;
        moveTo(action.server());
        Course course = new Course(profile, action.server().name(), seconds);
        String reason = policy.reason();
        String planned = at() + named(action, reason);
        double brokenOff = breakOff(action, course, moved);
        if (brokenOff < course.end) {
            double done = (brokenOff - course.begun) / (course.end - course.begun);
            spend(done * profile.joules(course.sending), brokenOff);
            log.accept(planned
                    + String.format(
                            Locale.ROOT, "; broken off after %.2f s: %s", brokenOff - course.begun, policy.reason()));
            listener.accept(epoch(
                    action,
                    course.begun,
                    done * profile.joules(course.sending),
                    false,
                    reason + "; broken off: " + policy.reason()));
            policy.brokenOff(situation());
            return false;
        }
        double whole = profile.joules(course.sending);
        spend(whole, course.end);
        listener.accept(epoch(action, course.begun, whole, true, reason));
        log.accept(planned + String.format(Locale.ROOT, "; took %.2f s, %.2f J", course.end - course.begun, whole));
        return true;
    }

    /** A reason with the epoch it is of, which those of a controller name themselves. */
    private String named(Action action, String reason) {
        String epoch = "epoch " + (losses.size() + 1);
        return reason.startsWith(epoch + " of ") ? reason : epoch + " on " + action + ": " + reason;
    }

    private void moveTo(EdgeServer server) {
        if (lastServer.isPresent() && !lastServer.get().equals(server.name())) {
            moves++;
            spend(server.switchJoules(), seconds + server.switchSeconds());
        }
        lastServer = Optional.of(server.name());
    }

    private void spend(double more, double until) {
        joules += more;
        pass(until);
    }

    /** An epoch that ends now, broken off or not. */
    private JobEpoch epoch(Action action, double begun, double taken, boolean isWhole, String reason) {
        return new JobEpoch(
                losses.size() + 1, action.server().name(), action.cut(), begun, seconds, taken, isWhole, reason);
    }

    /** When the policy breaks an epoch off; its end if never. */
    private double breakOff(Action action, Course course, double begun) {
        double first = policy.watches() ? course.firstQuestion() : course.end;
        for (double at = first; at < course.end; at = course.questionAfter(at)) {
            double now = at;
            see(now);
            boolean failed = !job.spells(action.server().name()).isUp(now);
            EpochUnderWay epoch = new EpochUnderWay(action, begun, course.rest(now), failed);
            if (policy.breaksOff(situation(now), epoch)) {
                return now;
            }
        }
        return course.end;
    }

    /** The course of an epoch in time. */
    private final class Course {
        private final BandwidthTrace trace;
        private final double offset;
        private final ServerSpells spells;
        private final EpochProfile profile;
        private final double begun;
        private final double loaded;
        private final double computed;
        private final double sending;
        private final double end;
        private final double undisturbed;

        Course(EpochProfile profile, String server, double begun) {
            this.trace = world.trace(server);
            this.offset = job.offset(server);
            this.spells = job.spells(server);
            this.begun = begun;
            this.profile = profile;
            this.loaded = sent(begun, profile.downBits());
            this.computed = computed(loaded, profile.otherSeconds(spells.slowdown(loaded)));
            this.end = sent(computed, profile.upBits());
            this.sending = (loaded - begun) + (end - computed);
            double mean = trace.meanBitsPerSecond();
            this.undisturbed = profile.otherSeconds(1) + (profile.downBits() + profile.upBits()) / mean;
        }

        /** When a transfer ends that waits while the server is down. */
        private double sent(double from, double bits) {
            double at = from;
            double left = bits;
            Spell outage = spells.nextOutage(at);
            double done = at + trace.secondsToSend(offset + at, left);
            while (done > outage.from() && left > 0) {
                double start = Math.max(at, outage.from());
                left -= Math.max(0, trace.bitsUntil(offset + start) - trace.bitsUntil(offset + at));
                at = outage.to();
                done = at + trace.secondsToSend(offset + at, left);
                outage = spells.nextOutage(at);
            }
            return done;
        }

        private double computed(double from, double work) {
            double at = from;
            double left = work;
            Spell outage = spells.nextOutage(at);
            while (at + left > outage.from() && left > 0) {
                left -= Math.max(0, outage.from() - at);
                at = outage.to();
                outage = spells.nextOutage(at);
            }
            return at + left;
        }

        /** How much longer it would take from some time on at the mean rate of the last minute: a gap of seconds ends by itself. */
        double rest(double at) {
            double now = later(trace, offset, STEADY_SECONDS) + at;
            double rate = trace.meanBitsPerSecond(now - STEADY_SECONDS, now);
            double down = at < loaded
                    ? Math.max(0, profile.downBits() - trace.bitsUntil(offset + at) + trace.bitsUntil(offset + begun))
                    : 0;
            double up = at < computed
                    ? profile.upBits()
                    : Math.max(0, profile.upBits() - trace.bitsUntil(offset + at) + trace.bitsUntil(offset + computed));
            double other = Math.min(computed - loaded, Math.max(0, computed - Math.max(at, loaded)));
            double bits = down + up;
            return other + (bits == 0 ? 0 : bits / rate);
        }

        double firstQuestion() {
            Spell outage = spells.nextOutage(begun);
            return Math.min(Math.max(begun, outage.from()), begun + Math.max(1, STALLED * undisturbed));
        }

        double questionAfter(double at) {
            double next = at + 1;
            Spell outage = spells.nextOutage(at);
            return outage.from() > at ? Math.min(next, outage.from()) : next;
        }
    }

    private void pass(double until) {
        see(until);
        seconds = until;
    }

    /** Takes note of the rates of all links until then, second by second as far as they are kept, and tells of them. */
    private void see(double until) {
        if (world.hasTraces()) {
            double from = seenUntil;
            rates.replaceAll((server, history) -> seen(server, history, from, until));
        }
        seenUntil = until;
    }

    /** The same place of a trace that repeats, with so much of it before. */
    private static double later(BandwidthTrace trace, double offset, double seconds) {
        return offset + trace.lengthSeconds() * Math.ceil(seconds / trace.lengthSeconds());
    }

    private RateHistory seen(String server, RateHistory before, double from, double until) {
        BandwidthTrace trace = world.trace(server);
        double offset = later(trace, job.offset(server), SEEN_BEFORE);
        RateHistory history = before;
        double at = from;
        double coarse = until - SEEN_BEFORE - 2;
        if (at < coarse) {
            double mean = trace.meanBitsPerSecond(offset + at, offset + coarse);
            history = history.seen(mean, coarse - at);
            policy.seen(server, mean, coarse - at);
            at = coarse;
        }
        while (at < until) {
            double next = Math.min(until, Math.floor(at) + 1);
            if (next > at) {
                double rate = trace.meanBitsPerSecond(offset + at, offset + next);
                history = history.seen(rate, next - at);
                policy.seen(server, rate, next - at);
            }
            at = next;
        }
        return history;
    }

    private Situation situation() {
        return situation(seconds);
    }

    private Situation situation(double now) {
        Map<String, ServerState> servers = new LinkedHashMap<>();
        for (String server : rates.keySet()) {
            ServerSpells spells = job.spells(server);
            servers.put(server, new ServerState(spells.isUp(now), spells.slowdown(now)));
        }
        return new Situation(now, joules, List.copyOf(losses), pair, lastServer, new LinkedHashMap<>(rates), servers);
    }

    private String at() {
        return String.format(Locale.ROOT, "%9.2f s  ", seconds);
    }
}
