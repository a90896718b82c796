package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The least time of a schedule that pays for changes of the server, setup included: a shortest path in a layered graph with a
 * state for each server (Bellman 1958). Sums are exact; rounded ones decide where they are far enough apart.
 */
final class FastestPath {
    private static final int STOP_INTERVAL = 1024;
    /** Rounded sums closer than this, relative, are compared exactly. */
    private static final double CLOSE = 1e-9;

    private final CostTable table;
    private final Goal goal;
    private final List<EdgeServer> servers = new ArrayList<>();
    /** Server of each column. */
    private final int[] serverOf;
    /** Exact least time of each server's paths; empty where none ends there. */
    private List<Optional<Sum>> ends;

    private FastestPath(Candidate candidate, CostTable table, Goal goal, BooleanSupplier stop) {
        this.goal = goal;
        this.table = table;
        this.serverOf = new int[table.actions().size()];
        enterServers();
        ends = first(candidate);
        for (int k = 2; k <= candidate.robustEpochs(); k++) {
            Stopped.every(STOP_INTERVAL, k * (1 + servers.size() / 64), stop);
            ends = next(table.rowOf(k));
        }
    }

    static FastestPath of(Candidate candidate, CostTable table, Goal goal, BooleanSupplier stop) {
        return new FastestPath(candidate, table, goal, stop);
    }

    /** Its exact time; empty if no schedule is effective in every epoch. */
    Optional<ExactSum> seconds() {
        return least(ends).map(sum -> sum.exact);
    }

    private void enterServers() {
        IdentityHashMap<EdgeServer, Integer> places = new IdentityHashMap<>();
        for (int a = 0; a < serverOf.length; a++) {
            EdgeServer server = table.actions().get(a).server();
            serverOf[a] = places.computeIfAbsent(server, s -> {
                servers.add(s);
                return servers.size() - 1;
            });
        }
    }

    private List<Optional<Sum>> first(Candidate candidate) {
        Sum setup = new Sum(ExactSum.of(candidate.spentSeconds()));
        double[] fastest = fastest(table.rowOf(1));
        return Arrays.stream(fastest)
                .mapToObj(t -> t < Double.POSITIVE_INFINITY ? Optional.of(setup.plus(t)) : Optional.<Sum>empty())
                .toList();
    }

    private double[] fastest(int row) {
        double[] least = new double[servers.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        double[] seconds = table.seconds(row);
        for (int a = 0; a < seconds.length; a++) {
            least[serverOf[a]] = Math.min(least[serverOf[a]], seconds[a]);
        }
        return least;
    }

    private List<Optional<Sum>> next(int row) {
        double[] fastest = fastest(row);
        Optional<Sum> left = least(ends);
        List<Optional<Sum>> next = new ArrayList<>(servers.size());
        for (int x = 0; x < fastest.length; x++) {
            if (left.isEmpty() || fastest[x] == Double.POSITIVE_INFINITY) {
                next.add(Optional.empty());
                continue;
            }
            double entry = goal.switchSeconds(servers.get(x));
            double time = fastest[x];
            Optional<Sum> stay = ends.get(x);
            boolean enters = stay.isEmpty() || left.get().isBelow(stay.get(), entry);
            next.add(Optional.of(
                    enters
                            ? left.get().plus(entry).plus(time)
                            : stay.orElseThrow().plus(time)));
        }
        return next;
    }

    private static Optional<Sum> least(List<Optional<Sum>> sums) {
        Optional<Sum> least = Optional.empty();
        for (Optional<Sum> sum : sums) {
            if (sum.isPresent() && (least.isEmpty() || sum.get().isBelow(least.get(), 0))) {
                least = sum;
            }
        }
        return least;
    }

    /** A sum of times, exact and rounded. */
    private static final class Sum {
        final ExactSum exact;
        final double rounded;

        Sum(ExactSum exact) {
            this.exact = exact;
            this.rounded = exact.value();
        }

        Sum plus(double seconds) {
            return seconds == 0 ? this : new Sum(exact.copy().add(seconds));
        }

        /** Whether this and some more seconds are less than another sum. */
        boolean isBelow(Sum other, double more) {
            double here = rounded + more;
            if (Math.abs(here - other.rounded) > CLOSE * (here + other.rounded)) {
                return here < other.rounded;
            }
            return exact.copy().add(more).addProduct(-1, other.exact).signum() < 0;
        }
    }
}
