package io.github.jqodi.bench.examples;

import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.control.RunController;
import io.github.jqodi.json.RunStateJson;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Example: the loop of a scheduler around a controller. The scheduler has the clock, runs the epochs and saves the state after
 * every step; started again after a crash, it goes on where it was.
 */
final class SchedulerLoop {
    private final Problem problem;
    private final Cluster cluster;
    private final Path file;
    private final Consumer<String> log;

    /**
     * Embeds a controller.
     *
     * @param problem what is to be trained, and on what
     * @param cluster runs epochs
     * @param file where the state is kept
     * @param log takes one line a step
     */
    public SchedulerLoop(Problem problem, Cluster cluster, Path file, Consumer<String> log) {
        this.problem = problem;
        this.cluster = cluster;
        this.file = file;
        this.log = log;
    }

    /** The caller's own world. */
    public interface Cluster {
        /**
         * {@return what is known of links and servers now}
         */
        ResourceChanges resources();

        /**
         * Runs one epoch to its end.
         *
         * @param epoch which, and where
         * @return what it took; empty if it was broken off because its server went down
         */
        Optional<Measured> run(NextEpoch epoch);

        /**
         * Waits until something changes.
         *
         * @return seconds it took
         */
        double await();
    }

    /**
     * What an epoch took.
     *
     * @param loss after it
     * @param seconds by the scheduler's clock
     * @param joules by its meters
     */
    public record Measured(double loss, double seconds, double joules) {}

    /**
     * Runs to the end, from the saved state if there is one.
     *
     * @return why it ended
     * @throws IOException if the state cannot be saved
     */
    public Decision run() throws IOException {
        RunController controller = RunStateJson.load(file)
                .map(state -> RunController.resume(problem, ControlOptions.DEFAULT, state))
                .orElseGet(() -> RunController.start(problem, ControlOptions.DEFAULT));
        while (true) {
            controller.resourcesChanged(cluster.resources());
            Decision decision = controller.next();
            RunStateJson.save(controller.state(), file);
            log.accept(decision.why());
            if (decision.stop().isPresent()) {
                return decision;
            }
            if (decision.isWaiting()) {
                controller.waited(cluster.await());
            } else {
                observe(controller, decision.epoch().orElseThrow());
            }
            RunStateJson.save(controller.state(), file);
        }
    }

    private void observe(RunController controller, NextEpoch epoch) {
        Optional<Measured> measured = cluster.run(epoch);
        if (measured.isPresent()) {
            Measured took = measured.get();
            controller.observe(took.loss(), took.seconds(), took.joules());
        } else {
            controller.brokenOff(epoch.seconds(), epoch.joules());
        }
    }
}
