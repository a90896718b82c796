package io.github.jqodi.bench.replay;

import io.github.jqodi.control.ServerState;
import io.github.jqodi.cost.Action;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schedules of one who knows the rates to come. A later begin never ends an epoch earlier, so labels of time and energy, epoch
 * by epoch, of which those that are neither faster nor cheaper are dropped, lead to the best schedule. Where there are more
 * than {@value #MOST_LABELS} the time between the fastest and the slowest is divided evenly and the cheapest of each part is
 * kept, with its exact time: what is found is feasible, and all but optimal. Servers that are down are not used, slow ones are
 * taken to stay so.
 */
final class KnownFuture {
    /** Labels kept an epoch. */
    static final int MOST_LABELS = 200;

    private final ReplayWorld world;
    private final Job job;

    /**
     * A schedule.
     *
     * @param pair what is trained
     * @param actions one an epoch
     * @param ends when each epoch ends
     * @param joules mean energy by the weights asked for
     */
    record Schedule(QuantizedModel pair, List<Action> actions, List<Double> ends, double joules) {}

    KnownFuture(ReplayWorld world, Job job) {
        this.world = world;
        this.job = job;
    }

    /**
     * The schedule of least weighted energy that ends before the deadline.
     *
     * @param now where the run stands
     * @param candidate what is trained
     * @param weights of the epochs to come
     * @param below no schedule is wanted that is not below this energy
     * @return the schedule, setup included where it is still to come
     */
    Optional<Schedule> best(Situation now, Candidate candidate, double[] weights, double below) {
        return new Search(now, candidate, weights, below).run();
    }

    /** An action that can be taken, and its epoch. */
    private record Move(Action action, EpochProfile profile, double slowdown, double joules) {}

    private record Label(
            double seconds,
            double joules,
            @Nullable Label before,
            @Nullable Action action) {
        String server() {
            return action == null ? "" : action.server().name();
        }
    }

    private final class Search {
        private final Candidate candidate;
        private final double[] weights;
        private final double below;
        private final Situation now;
        private final boolean fresh;
        private final Map<Integer, List<Move>> known = new HashMap<>();

        Search(Situation now, Candidate candidate, double[] weights, double below) {
            this.now = now;
            this.candidate = candidate;
            this.weights = weights;
            this.below = below;
            this.fresh = now.pair().isEmpty();
        }

        Optional<Schedule> run() {
            double start = now.seconds() + (fresh ? candidate.setup().seconds() : 0);
            double spent = fresh ? candidate.setup().joules() : 0;
            List<Label> labels = List.of(new Label(start, spent, null, null));
            double[] least = leastAfter();
            for (int i = 0; i < weights.length && !labels.isEmpty(); i++) {
                labels = thinned(nondominated(extended(labels, i, least)));
            }
            return labels.isEmpty() ? Optional.empty() : Optional.of(schedule(labels.get(labels.size() - 1)));
        }

        /** The same from the epoch on from which costs stay the same. */
        private List<Move> moves(int epoch) {
            int steady = Math.max(1, candidate.costs().steadyFromEpoch());
            return known.computeIfAbsent(Math.min(epoch, steady), this::movesOf);
        }

        private List<Move> movesOf(int epoch) {
            List<Move> moves = new ArrayList<>();
            for (Action action : candidate.actions()) {
                ServerState state = now.server(action.server().name());
                Optional<EpochProfile> profile =
                        state.isUp() ? world.profile(candidate.pair(), action, epoch) : Optional.empty();
                profile.ifPresent(p -> moves.add(new Move(action, p, state.slowDown(), usualJoules(action, p))));
            }
            return undominated(moves);
        }

        /** Energy at the mean rate, by which moves are told apart. */
        private double usualJoules(Action action, EpochProfile profile) {
            double mean = world.trace(action.server().name()).meanBitsPerSecond();
            return profile.joules((profile.downBits() + profile.upBits()) / mean);
        }

        /** Without actions for which another on the same server takes no more of anything. */
        private List<Move> undominated(List<Move> moves) {
            return moves.stream()
                    .filter(move -> moves.stream().noneMatch(other -> dominates(other, move)))
                    .toList();
        }

        private boolean dominates(Move a, Move b) {
            EpochProfile p = a.profile;
            EpochProfile q = b.profile;
            boolean no = p.downBits() <= q.downBits()
                    && p.upBits() <= q.upBits()
                    && p.otherSeconds(a.slowdown) <= q.otherSeconds(b.slowdown)
                    && p.joules() <= q.joules()
                    && p.sendingWatts() <= q.sendingWatts();
            boolean same = p.equals(q);
            return a.action.server().name().equals(b.action.server().name()) && no && !same;
        }

        /** The least weighted energy after each epoch. */
        private double[] leastAfter() {
            double[] least = new double[weights.length + 1];
            for (int i = weights.length - 1; i >= 0; i--) {
                double cheapest = moves(now.epochsDone() + i + 1).stream()
                        .mapToDouble(move -> move.profile.joules())
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
                least[i] = least[i + 1] + weights[i] * cheapest;
            }
            return least;
        }

        private List<Label> extended(List<Label> labels, int i, double[] least) {
            List<Label> extended = new ArrayList<>();
            for (Move move : moves(now.epochsDone() + i + 1)) {
                String server = move.action.server().name();
                for (Label label : labels) {
                    Label next = next(label, move, server, weights[i]);
                    if (next.seconds < world.deadlineSeconds() && next.joules + least[i + 1] < below) {
                        extended.add(next);
                    }
                }
            }
            return extended;
        }

        private Label next(Label label, Move move, String server, double weight) {
            String before = label.action == null ? now.lastServer().orElse(server) : label.server();
            boolean changes = !before.equals(server);
            double begun = label.seconds + (changes ? move.action.server().switchSeconds() : 0);
            BandwidthTrace trace = world.trace(server);
            double offset = job.offset(server);
            double end = move.profile.end(trace, offset, begun, move.slowdown);
            double sending = end - begun - move.profile.otherSeconds(move.slowdown);
            double joules = move.profile.joules(sending)
                    + (changes ? move.action.server().switchJoules() : 0);
            return new Label(end, label.joules + weight * joules, label, move.action);
        }

        private List<Label> nondominated(List<Label> labels) {
            labels.sort(Comparator.comparingDouble(Label::seconds).thenComparingDouble(Label::joules));
            List<Label> front = new ArrayList<>();
            for (Label label : labels) {
                if (front.isEmpty() || label.joules < front.get(front.size() - 1).joules) {
                    front.add(label);
                }
            }
            return front;
        }

        private List<Label> thinned(List<Label> front) {
            if (front.size() <= MOST_LABELS) {
                return front;
            }
            double first = front.get(0).seconds;
            double width = (front.get(front.size() - 1).seconds - first) / (MOST_LABELS - 1);
            List<Label> kept = new ArrayList<>(List.of(front.get(0)));
            for (int i = 1; i < front.size(); i++) {
                boolean last = i == front.size() - 1
                        || part(front.get(i + 1), first, width) != part(front.get(i), first, width);
                if (last) {
                    kept.add(front.get(i));
                }
            }
            return kept;
        }

        private int part(Label label, double first, double width) {
            return (int) ((label.seconds - first) / width);
        }

        private Schedule schedule(Label last) {
            Action[] actions = new Action[weights.length];
            Double[] ends = new Double[weights.length];
            Label at = last;
            for (int i = weights.length - 1; i >= 0 && at != null && at.action != null; i--) {
                actions[i] = at.action;
                ends[i] = at.seconds;
                at = at.before;
            }
            return new Schedule(candidate.pair(), Arrays.asList(actions), Arrays.asList(ends), last.joules);
        }
    }
}
