package io.github.jqodi.bench.reproduce;

import io.github.jqodi.plan.Problem;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Plans a bundled scenario as the first thing a JVM does, and prints how many nanoseconds the plan took. */
public final class FreshPlan {
    private FreshPlan() {}

    /**
     * Reads the scenario and plans it.
     *
     * @param args its name
     */
    public static void main(String[] args) {
        Problem problem = Bundled.problem(args[0]);
        long start = System.nanoTime();
        PlanningTime.plan(problem);
        long nanos = System.nanoTime() - start;
        new PrintStream(System.out, true, StandardCharsets.US_ASCII).println(nanos);
    }
}
