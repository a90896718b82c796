package io.github.jqodi.bench.replay;

import io.github.jqodi.control.RateHistory;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Situation as a policy may know it when it decides.
 *
 * @param seconds since the job began
 * @param joules spent
 * @param losses observed after each epoch that is over
 * @param pair that is trained; empty before it is chosen
 * @param lastServer of the epoch before
 * @param rates seen of every server's device link
 * @param servers which are up, and how much slower than usual each is
 */
record Situation(
        double seconds,
        double joules,
        List<Double> losses,
        Optional<QuantizedModel> pair,
        Optional<String> lastServer,
        Map<String, RateHistory> rates,
        Map<String, ServerState> servers) {
    /**
     * State of a server.
     *
     * @param up whether it answers
     * @param slowdown how much longer it computes than usual
     */
    record ServerState(boolean up, double slowdown) {}

    /** The same with a pair chosen. */
    Situation with(QuantizedModel chosen) {
        return new Situation(seconds, joules, losses, Optional.of(chosen), lastServer, rates, servers);
    }

    int epochsDone() {
        return losses.size();
    }

    RateHistory rates(String server) {
        return Objects.requireNonNull(rates.get(server), server);
    }

    ServerState server(String name) {
        return Objects.requireNonNull(servers.get(name), name);
    }
}
