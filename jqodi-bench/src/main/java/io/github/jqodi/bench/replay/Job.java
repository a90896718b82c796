package io.github.jqodi.bench.replay;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Fate of one job, whatever is decided: where in the traces it begins, how long training takes, when servers fail. */
final class Job {
    /** Stands for a target that is never reached. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Map<String, Double> offsets = new HashMap<>();
    private final Map<String, ServerSpells> spells = new HashMap<>();
    private final Map<QuantizedModel, Integer> epochs = new HashMap<>();
    private final Map<QuantizedModel, SimulatedLosses> courses = new HashMap<>();

    private Job() {}

    /** A job in a world as stated, in which nothing fails; pairs without a course of losses follow a power law. */
    static Job undisturbed(Map<QuantizedModel, Integer> epochs, Map<QuantizedModel, SimulatedLosses> courses) {
        Job job = new Job();
        job.epochs.putAll(epochs);
        job.courses.putAll(courses);
        return job;
    }

    /** Draws a job; equal numbers give equal jobs. */
    static Job draw(ReplayWorld world, Disturbances disturbances, TrainingLengths lengths, long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        Job job = new Job();
        for (EdgeServer server : world.problem().scenario().edgeServers()) {
            String name = server.name();
            job.offsets.put(name, random.nextDouble() * world.trace(name).lengthSeconds());
            job.spells.put(name, ServerSpells.draw(disturbances, random.split()));
        }
        for (Candidate candidate : world.candidates()) {
            QuantizedModel pair = candidate.pair();
            TrainingRun run = lengths.draw(world, pair, random.split());
            job.epochs.put(pair, run.epochs());
            run.course().ifPresent(course -> job.courses.put(pair, course));
        }
        return job;
    }

    /** Seconds of the trace of a server's device link at which the job begins. */
    double offset(String server) {
        return offsets.getOrDefault(server, 0.0);
    }

    ServerSpells spells(String server) {
        return spells.getOrDefault(server, ServerSpells.NONE);
    }

    /** How many epochs a pair needs, {@link #NEVER} if it never gets there. */
    int epochs(QuantizedModel pair) {
        return Objects.requireNonNull(epochs.get(pair), pair::toString);
    }

    /** The losses that a pair shows. */
    SimulatedLosses course(ReplayWorld world, QuantizedModel pair) {
        SimulatedLosses recorded = courses.get(pair);
        return recorded != null
                ? recorded
                : SimulatedLosses.powerLaw(epochs(pair), world.candidate(pair).expectedEpochs());
    }
}
