package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import io.github.jqodi.scenario.QuantizedModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that a controller knows of a run. The same state, problem and options give the same next action, to the bit.
 *
 * @param scenarioSha256 hash of the scenario file the run was started with; empty where it was read from none
 * @param stints what was trained, in order; the last one is in training, none before the first epoch
 * @param epochsDone how many epochs are over
 * @param seconds since the start, exactly
 * @param joules taken since the start
 * @param losses observed after epochs 1, 2 and so on
 * @param links what is known of links, where anything is
 * @param servers those that are not as stated
 * @param lastServer the server of the last epoch; empty before the first one
 * @param referenceObjective E_ref, what the cheapest plan at the start came to; empty before the first plan
 * @param committed the schedule that was planned last; empty where one has to be planned
 * @param decision what was decided last and is not done yet; empty where a decision is due
 * @param plans how many schedules were planned
 */
public record RunState(
        Optional<String> scenarioSha256,
        List<Stint> stints,
        int epochsDone,
        BigDecimal seconds,
        double joules,
        List<Double> losses,
        Map<LinkName, LinkState> links,
        Map<String, ServerState> servers,
        Optional<String> lastServer,
        OptionalDouble referenceObjective,
        Optional<Committed> committed,
        Optional<Decision> decision,
        int plans) {
    /**
     * Checks every number and copies.
     *
     * @param scenarioSha256 hash of the scenario file
     * @param stints what was trained, each beginning no earlier than the one before; at least one where epochs are done
     * @param epochsDone at least 0
     * @param seconds at least 0
     * @param joules finite, {@code >= 0}
     * @param losses finite, one for each epoch done
     * @param links what is known of links
     * @param servers those that are not as stated
     * @param lastServer the server of the last epoch
     * @param referenceObjective finite, {@code >= 0} where given, as it is where anything was trained
     * @param committed the schedule that was planned last
     * @param decision what is not done yet
     * @param plans at least 0
     */
    public RunState {
        Check.between("epochsDone", epochsDone, 0, Integer.MAX_VALUE);
        Check.that(seconds.signum() >= 0, "seconds", seconds, "must be at least 0");
        seconds = seconds.scale() < 0 ? seconds.setScale(0) : seconds;
        joules = Check.nonNegative("joules", joules);
        losses = Check.nonNegatives("losses", losses);
        Check.that(losses.size() == epochsDone, "losses", losses.size(), "must be one for each epoch done");
        links = Map.copyOf(links);
        servers = Map.copyOf(servers);
        referenceObjective = Check.nonNegative("referenceObjective", referenceObjective);
        stints = List.copyOf(stints);
        checkOrder(stints, epochsDone);
        Check.that(
                stints.isEmpty() || referenceObjective.isPresent(),
                "referenceObjective",
                "none",
                "must be given where something was trained");
        committed.ifPresent(known -> Check.between("committed/epochsDone", known.epochsDone(), 0, epochsDone));
        Check.between("plans", plans, 0, Integer.MAX_VALUE);
    }

    private static void checkOrder(List<Stint> stints, int epochsDone) {
        Check.that(epochsDone == 0 || !stints.isEmpty(), "stints", "none", "must say what the epochs trained");
        for (int i = 0; i < stints.size(); i++) {
            int from = i == 0 ? 0 : stints.get(i - 1).epochsBefore();
            int to = i == 0 ? 0 : epochsDone;
            Check.between("stints/" + i + "/epochsBefore", stints.get(i).epochsBefore(), from, to);
        }
    }

    /** Before the first decision. */
    static RunState start(Optional<String> scenarioSha256) {
        Builder first = new Builder();
        first.scenarioSha256 = scenarioSha256;
        return first.build();
    }

    Builder toBuilder() {
        return new Builder(this);
    }

    /** The same with some parts changed. */
    RunState changed(Consumer<Builder> change) {
        Builder next = toBuilder();
        change.accept(next);
        return next.build();
    }

    /** The pair in training; empty before the first epoch. */
    Optional<QuantizedModel> pair() {
        return last().map(Stint::pair);
    }

    private Optional<Stint> last() {
        return stints.isEmpty() ? Optional.empty() : Optional.of(stints.get(stints.size() - 1));
    }

    /** The pair of the last epoch that is over, which the last loss is of: another one in training has none to show. */
    Optional<QuantizedModel> trained() {
        return lastWithEpochs().map(Stint::pair);
    }

    private Optional<Stint> lastWithEpochs() {
        return stints.stream()
                .filter(stint -> stint.epochsBefore() < epochsDone)
                .reduce((before, after) -> after);
    }

    /** How many epochs of a pair are done: all of those trained last and in training, of another one a share of the former. */
    int epochsOf(QuantizedModel pair, double share) {
        return Stream.of(last(), lastWithEpochs())
                .flatMap(Optional::stream)
                .filter(stint -> stint.pair().equals(pair))
                .findFirst()
                .map(stint -> stint.epochsDone(epochsDone))
                .orElseGet(() -> carried(share));
    }

    private int carried(double share) {
        int done = lastWithEpochs().map(stint -> stint.epochsDone(epochsDone)).orElse(0);
        return (int) Math.floor(share * done);
    }

    /** The losses of the last stint of a pair that had an epoch, after those carried into it; empty if none had. */
    List<Double> losses(QuantizedModel pair) {
        int end = epochsDone;
        for (int i = stints.size() - 1; i >= 0; i--) {
            Stint stint = stints.get(i);
            if (stint.pair().equals(pair) && end > stint.epochsBefore()) {
                return losses.subList(stint.epochsBefore() - stint.epochsCarried(), end);
            }
            end = stint.epochsBefore();
        }
        return List.of();
    }

    /** The loss after the last epoch; empty before the first one. */
    OptionalDouble lastLoss() {
        return losses.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleList.copyOf(losses).at(losses.size() - 1));
    }

    ServerState server(String name) {
        return servers.getOrDefault(name, ServerState.NOMINAL);
    }

    /** Collects the parts of the next state. */
    static final class Builder {
        Optional<String> scenarioSha256 = Optional.empty();
        List<Stint> stints = List.of();
        int epochsDone;
        BigDecimal seconds = BigDecimal.ZERO;
        double joules;
        List<Double> losses = List.of();
        Map<LinkName, LinkState> links = Map.of();
        Map<String, ServerState> servers = Map.of();
        Optional<String> lastServer = Optional.empty();
        OptionalDouble referenceObjective = OptionalDouble.empty();
        Optional<Committed> committed = Optional.empty();
        Optional<Decision> decision = Optional.empty();
        int plans;

        private Builder() {}

        private Builder(RunState from) {
            scenarioSha256 = from.scenarioSha256;
            stints = from.stints;
            epochsDone = from.epochsDone;
            seconds = from.seconds;
            joules = from.joules;
            losses = from.losses;
            links = from.links;
            servers = from.servers;
            lastServer = from.lastServer;
            referenceObjective = from.referenceObjective;
            committed = from.committed;
            decision = from.decision;
            plans = from.plans;
        }

        /** An epoch of a pair has run on a server; a pair that was not in training before begins with a share of what is done. */
        void ran(QuantizedModel pair, String server, double share) {
            RunState before = build();
            if (!before.pair().equals(Optional.of(pair))) {
                List<Stint> longer = new ArrayList<>(stints);
                longer.removeIf(stint -> stint.epochsBefore() == epochsDone);
                if (!before.trained().equals(Optional.of(pair))) {
                    longer.add(new Stint(pair, epochsDone, before.carried(share)));
                }
                stints = longer;
            }
            lastServer = Optional.of(server);
            decision = Optional.empty();
        }

        /** What an epoch, whole or broken off, or a wait has taken. */
        void spend(double moreSeconds, double moreJoules) {
            Check.nonNegative("seconds", moreSeconds);
            seconds = seconds.add(new BigDecimal(moreSeconds));
            joules += Check.nonNegative("joules", moreJoules);
        }

        RunState build() {
            return new RunState(
                    scenarioSha256,
                    stints,
                    epochsDone,
                    seconds,
                    joules,
                    losses,
                    links,
                    servers,
                    lastServer,
                    referenceObjective,
                    committed,
                    decision,
                    plans);
        }
    }
}
