package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Jobs played against traces under several policies. All policies meet the same jobs, and equal settings give equal results
 * whatever the number of threads, but for the time that decisions take.
 */
public final class Replay {
    private final List<Part> parts;
    private final Settings settings;

    /**
     * A share of the jobs.
     *
     * @param world in which they are played
     * @param lengths where their runs come from
     */
    private record Part(ReplayWorld world, TrainingLengths lengths) {}

    /**
     * Settings of a replay.
     *
     * @param runs how many jobs
     * @param seed of what happens to them
     * @param policies which are set side by side
     * @param disturbances outages and slow servers
     * @param recorded epochs of recorded runs, 0 for never; empty to draw from the beliefs
     * @param curves recorded runs in place of these; empty for none
     * @param threads how many jobs are played at once
     */
    public record Settings(
            int runs,
            long seed,
            List<PolicyName> policies,
            Disturbances disturbances,
            List<Double> recorded,
            Optional<RecordedCurves> curves,
            int threads) {
        TrainingLengths lengths() {
            return recorded.isEmpty()
                    ? TrainingLengths.BELIEVED
                    : TrainingLengths.recorded(
                            recorded.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private Replay(List<Part> parts, Settings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /**
     * Prepares a replay.
     *
     * @param problem scenario, beliefs and costs
     * @param traces of the device links, by server
     * @param deadline where it lies; empty for that of the scenario
     * @param settings which jobs and policies
     * @return the replay
     * @throws IllegalArgumentException if the problem cannot be replayed, or not with these curves
     */
    public static Replay of(
            Problem problem, Map<String, BandwidthTrace> traces, Optional<Tightness> deadline, Settings settings) {
        List<Part> parts = settings.curves
                .map(curves -> curves.parts(problem).stream()
                        .map(part ->
                                new Part(ReplayWorld.recorded(part.believed(problem), traces, deadline, part), part))
                        .toList())
                .orElseGet(() -> List.of(new Part(ReplayWorld.of(problem, traces, deadline), settings.lengths())));
        return new Replay(parts, settings);
    }

    /**
     * Plays all jobs.
     *
     * @return one row a policy, in order
     */
    public List<ReplayRow> run() {
        List<List<Outcome>> jobs = outcomes();
        List<Outcome> reference = column(jobs, settings.policies.size());
        List<ReplayRow> rows = new ArrayList<>();
        for (int p = 0; p < settings.policies.size(); p++) {
            rows.add(ReplayRow.of(settings.policies.get(p), column(jobs, p), reference));
        }
        return rows;
    }

    private static List<Outcome> column(List<List<Outcome>> jobs, int place) {
        return jobs.stream().map(job -> job.get(place)).toList();
    }

    /** The outcomes of each job under each policy, and under the clairvoyant of bandwidth at the end. */
    private List<List<Outcome>> outcomes() {
        List<Callable<List<Outcome>>> tasks = new ArrayList<>();
        for (int number = 0; number < settings.runs; number++) {
            int job = number;
            tasks.add(() -> play(job));
        }
        return InOrder.run(tasks, settings.threads);
    }

    private List<Outcome> play(int number) {
        Job job = job(number);
        ReplayWorld own = part(number).world.forJob(job);
        List<Outcome> outcomes = new ArrayList<>();
        for (PolicyName name : settings.policies) {
            outcomes.add(played(own, job, name));
        }
        int known = settings.policies.indexOf(PolicyName.CLAIRVOYANT_BANDWIDTH);
        outcomes.add(known >= 0 ? outcomes.get(known) : played(own, job, PolicyName.CLAIRVOYANT_BANDWIDTH));
        return outcomes;
    }

    private static Outcome played(ReplayWorld world, Job job, PolicyName policy) {
        return new JobRun(world, job, policy.create(world, job), line -> {}).play();
    }

    private Job job(int number) {
        Part part = part(number);
        return Job.draw(part.world, settings.disturbances, part.lengths, settings.seed, number);
    }

    private Part part(int number) {
        return parts.get(number % parts.size());
    }

    /**
     * Plays one job and tells what happened epoch by epoch.
     *
     * @param number of the job, from 0
     * @return one story a policy, in order
     */
    public List<JobStory> stories(int number) {
        List<JobStory> stories = new ArrayList<>();
        Job job = job(number);
        ReplayWorld own = part(number).world.forJob(job);
        for (PolicyName name : settings.policies) {
            List<JobEpoch> epochs = new ArrayList<>();
            Outcome outcome = new JobRun(own, job, name.create(own, job), line -> {})
                    .telling(epochs::add)
                    .play();
            stories.add(new JobStory(
                    name,
                    epochs,
                    own.deadlineSeconds(),
                    outcome.seconds(),
                    outcome.joules(),
                    outcome.reached(),
                    outcome.inTime()));
        }
        return stories;
    }

    /**
     * Plays one job and tells what was planned, what happened and why the plan changed.
     *
     * @param number of the job, from 0
     * @return lines, policy by policy
     */
    public List<String> log(int number) {
        List<String> lines = new ArrayList<>();
        Job job = job(number);
        ReplayWorld own = part(number).world.forJob(job);
        for (PolicyName name : settings.policies) {
            lines.add(name.label() + ": " + name.description());
            new JobRun(own, job, name.create(own, job), lines::add).play();
        }
        return lines;
    }
}
