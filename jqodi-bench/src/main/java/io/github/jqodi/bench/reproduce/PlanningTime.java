package io.github.jqodi.bench.reproduce;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Time that planning one of the paper's data requests takes on this machine.
 *
 * @param data 1 or 2
 * @param warmSeconds median of plans in a warm JVM, from the problem to the proof
 * @param cold in a fresh JVM; empty where none could be started
 * @param whyNoCold why there is none; empty otherwise
 */
record PlanningTime(int data, double warmSeconds, Optional<ColdStart> cold, String whyNoCold) {
    /** Enough for the compilers to have done their work. */
    private static final int WARMUP = 1000;

    private static final int ROUNDS = 200;
    private static final double NANOS = 1e9;

    static PlanningTime measure(int data) {
        Problem problem = Bundled.problem(scenario(data));
        double warm = Stopwatch.medianNanos(WARMUP, ROUNDS, List.of(() -> plan(problem)))[0] / NANOS;
        try {
            return new PlanningTime(data, warm, Optional.of(ColdStart.measure(scenario(data))), "");
        } catch (IOException e) {
            return new PlanningTime(data, warm, Optional.empty(), "No fresh JVM could be started: " + e.getMessage());
        }
    }

    static void plan(Problem problem) {
        if (Planner.create().plan(problem).status() != Status.OPTIMAL) {
            throw new IllegalStateException(problem.scenario().name() + " has no proven plan");
        }
    }

    private static String scenario(int data) {
        return "paper-data" + data;
    }
}
