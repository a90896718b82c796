package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The least time of a schedule that pays for switches of the server, setup included: a shortest path in a layered graph with a
 * state for each server (Bellman 1958). Sums are exact; rounded ones decide where they are far enough apart.
 */
final class FastestPath {
    private static final int STOP_INTERVAL = 1024;
    /** Rounded sums closer than this, relative, are compared exactly. */
    private static final double MIN_ROUNDED_DIFFERENCE = 1e-9;

    private final ToDoubleFunction<EdgeServer> switchTime;
    private final List<EdgeServer> servers = new ArrayList<>();
    /** Server of each action. */
    private final int[] serverOf;

    private final ExactSum start;
    /** Exact least time of each server's paths; empty where none ends there, and altogether before the first epoch. */
    private List<Optional<Sum>> ends = List.of();

    /**
     * A path of no epochs.
     *
     * @param actions those of each row
     * @param switchTime of a switch to a server
     * @param spent what comes first
     */
    FastestPath(List<Action> actions, ToDoubleFunction<EdgeServer> switchTime, double... spent) {
        this.switchTime = switchTime;
        this.start = ExactSum.of(spent);
        this.serverOf = new int[actions.size()];
        IdentityHashMap<EdgeServer, Integer> places = new IdentityHashMap<>();
        for (int a = 0; a < serverOf.length; a++) {
            EdgeServer server = actions.get(a).server();
            serverOf[a] = places.computeIfAbsent(server, s -> {
                servers.add(s);
                return servers.size() - 1;
            });
        }
    }

    /** The fastest schedule of a candidate. */
    static FastestPath of(Candidate candidate, CostTable table, Goal goal, BooleanSupplier stop) {
        FastestPath path = new FastestPath(table.actions(), goal::switchTime, candidate.spentSeconds());
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            Stopped.every(STOP_INTERVAL, k * (1 + path.servers.size() / 64), stop);
            path.advance(table.seconds(table.rowOf(k)));
        }
        return path;
    }

    /** Its exact time; empty if no schedule is effective in every epoch. */
    Optional<ExactSum> seconds() {
        return least(ends).map(sum -> sum.exact);
    }

    /** Adds an epoch. */
    void advance(double[] seconds) {
        double[] fastest = fastest(seconds);
        ends = ends.isEmpty() ? first(fastest) : next(fastest);
    }

    /**
     * The longest schedule below a deadline if its last epoch is repeated, which is best done on one server: whoever switches
     * to another one where rates no longer change does so at once.
     *
     * @param deadlineSeconds exceeds {@link #seconds()}
     * @param seconds of each action in further epochs
     * @param most epochs that are looked at
     * @return how many epochs more
     */
    int repeats(double deadlineSeconds, double[] seconds, int most) {
        double[] fastest = fastest(seconds);
        int repeats = 0;
        for (int x = 0; x < fastest.length; x++) {
            if (ends.get(x).isPresent()) {
                ExactSum over = ends.get(x).get().exact.copy().add(-deadlineSeconds);
                repeats = Math.max(repeats, over.signum() < 0 ? EpochsThatFit.repeats(over, fastest[x], most) : 0);
            }
        }
        return repeats;
    }

    private List<Optional<Sum>> first(double[] fastest) {
        Sum setup = new Sum(start);
        return Arrays.stream(fastest)
                .mapToObj(t -> t < Double.POSITIVE_INFINITY ? Optional.of(setup.plus(t)) : Optional.<Sum>empty())
                .toList();
    }

    private double[] fastest(double[] seconds) {
        double[] least = new double[servers.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int a = 0; a < serverOf.length; a++) {
            least[serverOf[a]] = Math.min(least[serverOf[a]], seconds[a]);
        }
        return least;
    }

    private List<Optional<Sum>> next(double[] fastest) {
        Optional<Sum> left = least(ends);
        List<Optional<Sum>> next = new ArrayList<>(servers.size());
        for (int x = 0; x < fastest.length; x++) {
            if (left.isEmpty() || fastest[x] == Double.POSITIVE_INFINITY) {
                next.add(Optional.empty());
                continue;
            }
            double switching = switchTime.applyAsDouble(servers.get(x));
            double time = fastest[x];
            Optional<Sum> stay = ends.get(x);
            boolean switches = stay.isEmpty() || left.get().isBelow(stay.get(), switching);
            next.add(Optional.of(
                    switches
                            ? left.get().plus(switching).plus(time)
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
            if (Math.abs(here - other.rounded) > MIN_ROUNDED_DIFFERENCE * (here + other.rounded)) {
                return here < other.rounded;
            }
            return exact.copy().add(more).addProduct(-1, other.exact).signum() < 0;
        }
    }
}
