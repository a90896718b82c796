package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A device of a fleet, or several that are alike: the problem of one of them, and what it is worth to serve it.
 *
 * @param name of the device, or of the type where there are several
 * @param count how many there are
 * @param problem of one of them
 * @param rejectionJoules what leaving one out weighs at priority 1
 * @param priority factor of that weight
 * @param periodSeconds how often the job comes again; empty for once a window
 */
public record FleetDevice(
        String name,
        int count,
        Problem problem,
        double rejectionJoules,
        double priority,
        OptionalDouble periodSeconds) {
    private static final int MAX_COUNT = 10_000_000;

    /**
     * Checks every number, and that the problem is one that a fleet can share.
     *
     * @param name not blank
     * @param count from 1 to 10 million
     * @param problem fine-tuning of least energy below a deadline, without an inference and a limit on the energy; cloud, device
     *     and servers have names that differ
     * @param rejectionJoules finite, {@code >= 0}
     * @param priority finite, {@code > 0}; its product with rejectionJoules is finite too
     * @param periodSeconds finite, {@code > 0}
     */
    public FleetDevice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(periodSeconds, "periodSeconds");
        Check.name("name", name);
        Check.between("count", count, 1, MAX_COUNT);
        rejectionJoules = Check.nonNegative("rejectionJoules", rejectionJoules);
        Check.positive("priority", priority);
        Check.that(
                Double.isFinite(rejectionJoules * priority),
                "priority",
                priority,
                "must have a finite product with rejectionJoules, " + rejectionJoules,
                "Lower one of the two.");
        periodSeconds.ifPresent(period -> Check.positive("periodSeconds", period));
        check(problem.scenario());
    }

    private static void check(Scenario scenario) {
        Check.that(
                scenario.task() == Task.FINE_TUNING,
                "scenario/task",
                "inference",
                "must be fine-tuning in a fleet",
                "Plan inferences one by one.");
        Check.that(
                scenario.objective() instanceof Objective.Energy,
                "scenario/objective",
                scenario.objective().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                "must be energy in a fleet",
                "Leave it out; shared resources get prices from the fleet.");
        Check.that(
                scenario.target().joules().isEmpty(),
                "scenario/target/joules",
                scenario.target().joules().orElse(Double.NaN),
                "cannot be given in a fleet",
                "Leave it out; rejectionJoules says what a device may cost.");
        Check.that(
                scenario.inference().isEmpty(),
                "scenario/inference",
                "an inference",
                "cannot be added in a fleet",
                "Leave it out.");
        checkNames(Fleet.Names.of(scenario));
    }

    /** Loads are told apart by the names of nodes. */
    private static void checkNames(Fleet.Names names) {
        Check.that(
                !names.device().equals(names.cloud()),
                "scenario/device/name",
                "'" + names.device() + "'",
                "must differ from that of the cloud in a fleet",
                "Rename one of the two.");
        for (int x = 0; x < names.servers().size(); x++) {
            String server = names.servers().get(x).name();
            Check.that(
                    !server.equals(names.cloud()) && !server.equals(names.device()),
                    "scenario/edgeServers/" + x + "/name",
                    "'" + server + "'",
                    "must differ from that of cloud and device in a fleet",
                    "Rename one of the two.");
        }
    }

    /**
     * One device that is to be served once in the window.
     *
     * @param name of the device
     * @param problem what it is to be planned for
     * @param rejectionJoules what leaving it out weighs
     * @return the device
     */
    public static FleetDevice of(String name, Problem problem, double rejectionJoules) {
        return new FleetDevice(name, 1, problem, rejectionJoules, 1, OptionalDouble.empty());
    }

    /**
     * The same several times.
     *
     * @param copies from 1 to 10 million
     * @return a copy
     */
    public FleetDevice withCount(int copies) {
        return new FleetDevice(name, copies, problem, rejectionJoules, priority, periodSeconds);
    }

    /**
     * The same with another priority.
     *
     * @param factor of the weight of leaving it out, {@code > 0}
     * @return a copy
     */
    public FleetDevice withPriority(double factor) {
        return new FleetDevice(name, count, problem, rejectionJoules, factor, periodSeconds);
    }

    /**
     * The same with a job that comes again and again. Its load counts as often as the window holds the period; energy and the
     * weight of leaving it out are those of one job.
     *
     * @param seconds from one to the next, {@code > 0}
     * @return a copy
     */
    public FleetDevice withPeriodSeconds(double seconds) {
        return new FleetDevice(name, count, problem, rejectionJoules, priority, OptionalDouble.of(seconds));
    }

    /**
     * {@return what leaving one out weighs: rejectionJoules × priority}
     */
    public double rejectionWeight() {
        return rejectionJoules * priority;
    }

    /**
     * How often the job runs in a window.
     *
     * @param windowSeconds length of the window
     * @return window over period; 1 without a period
     */
    public double runs(double windowSeconds) {
        return periodSeconds.isPresent() ? windowSeconds / periodSeconds.getAsDouble() : 1;
    }

    @Override
    public String toString() {
        return Text.escaped(name) + (count == 1 ? "" : ", " + count + " copies") + ", leaving out weighs "
                + Text.number(rejectionWeight()) + " J";
    }
}
