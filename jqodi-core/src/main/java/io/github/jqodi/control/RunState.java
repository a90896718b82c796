package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import io.github.jqodi.scenario.QuantizedModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All that a controller knows of a run. The same state, problem and options give the same next action, to the bit.
 *
 * @param scenarioSha256 hash of the scenario file the run was started with; empty where it was read from none
 * @param pair model and quantization in training; empty before the first decision
 * @param epochsDone how many epochs are over
 * @param seconds since the start, exactly
 * @param joules taken since the start
 * @param losses observed after epochs 1, 2 and so on
 * @param links what is known of links, where anything is
 * @param servers those that are not as stated
 * @param lastServer the server of the last epoch; empty before the first one
 * @param referenceObjective E_ref, what the cheapest plan at the start came to; empty before the first decision
 * @param committed the schedule that was planned last; empty where one has to be planned
 * @param decision what was decided last and is not done yet; empty where a decision is due
 * @param plans how many schedules were planned
 */
public record RunState(
        Optional<String> scenarioSha256,
        Optional<QuantizedModel> pair,
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
     * @param pair model and quantization in training
     * @param epochsDone at least 0
     * @param seconds at least 0
     * @param joules finite, {@code >= 0}
     * @param losses finite, one for each epoch done
     * @param links what is known of links
     * @param servers those that are not as stated
     * @param lastServer the server of the last epoch
     * @param referenceObjective finite, {@code >= 0} where given
     * @param committed the schedule that was planned last
     * @param decision what is not done yet
     * @param plans at least 0
     */
    public RunState {
        Check.between("epochsDone", epochsDone, 0, Integer.MAX_VALUE);
        Check.that(seconds.signum() >= 0, "seconds", seconds, "must be at least 0", "");
        Check.nonNegative("joules", joules);
        losses = Check.nonNegatives("losses", losses);
        Check.that(losses.size() == epochsDone, "losses", losses.size(), "must be one for each epoch done", "");
        links = Map.copyOf(links);
        servers = Map.copyOf(servers);
        referenceObjective.ifPresent(value -> Check.nonNegative("referenceObjective", value));
        Check.between("plans", plans, 0, Integer.MAX_VALUE);
    }

    /** Before the first decision. */
    static RunState start(Optional<String> scenarioSha256) {
        Builder builder = new Builder(null);
        builder.scenarioSha256 = scenarioSha256;
        return builder.build();
    }

    Builder toBuilder() {
        return new Builder(this);
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
        Optional<QuantizedModel> pair = Optional.empty();
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

        private Builder(@Nullable RunState from) {
            if (from != null) {
                scenarioSha256 = from.scenarioSha256;
                pair = from.pair;
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
                    pair,
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
