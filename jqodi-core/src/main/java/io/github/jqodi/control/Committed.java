package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Map;

/**
 * Schedule that was planned last.
 *
 * @param epochsDone how many epochs were done then
 * @param steps what it does from the next epoch on, without gaps
 * @param bitsPerSecond rates of links it expects in its first epoch
 * @param servers those that were not as stated then
 */
public record Committed(
        int epochsDone, List<Step> steps, Map<LinkName, Double> bitsPerSecond, Map<String, ServerState> servers) {
    /**
     * Copies.
     *
     * @param epochsDone at least 0
     * @param steps what it does
     * @param bitsPerSecond rates it expects
     * @param servers those that were not as stated
     */
    public Committed {
        Check.between("epochsDone", epochsDone, 0, Integer.MAX_VALUE);
        steps = List.copyOf(steps);
        bitsPerSecond = Map.copyOf(bitsPerSecond);
        servers = Map.copyOf(servers);
    }

    /**
     * Some epochs in a row with one action.
     *
     * @param server name of the edge server
     * @param cut j
     * @param epochs how many
     * @param seconds of each
     * @param joules of each
     */
    public record Step(String server, int cut, int epochs, double seconds, double joules) {
        /**
         * Checks every number.
         *
         * @param server not blank
         * @param cut at least 0
         * @param epochs at least 1
         * @param seconds finite, {@code >= 0}
         * @param joules finite, {@code >= 0}
         */
        public Step {
            Check.name("server", server);
            Check.between("cut", cut, 0, Integer.MAX_VALUE);
            Check.between("epochs", epochs, 1, Integer.MAX_VALUE);
            seconds = Check.nonNegative("seconds", seconds);
            joules = Check.nonNegative("joules", joules);
        }

        private Step with(int count) {
            return new Step(server, cut, count, seconds, joules);
        }
    }

    /** A schedule with the same first action that has come to its end after some epochs, at least one. */
    Committed ended(int epochs) {
        return new Committed(epochs - 1, List.of(steps.get(0).with(1)), bitsPerSecond, servers);
    }

    /** How many epochs it has. */
    int epochs() {
        return steps.stream().mapToInt(Step::epochs).sum();
    }

    /** The steps from some epoch on, counted from its first one; empty after its end. */
    List<Step> from(int epochsSince) {
        int skipped = epochsSince;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (skipped < step.epochs) {
                List<Step> rest = new java.util.ArrayList<>(steps.subList(i, steps.size()));
                rest.set(0, step.with(step.epochs - skipped));
                return rest;
            }
            skipped -= step.epochs;
        }
        return List.of();
    }
}
