package io.github.jqodi.control;

import static io.github.jqodi.control.ServerState.NOMINAL;

import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** A scenario as links and servers are now and are expected to be. Rates of zero are floored, since a plan divides by them. */
final class PresentWorld {
    /** The lowest rate that is planned with, as a share of the rate that the scenario states. */
    static final double FLOOR = 1e-3;

    private final RunState state;
    private final ToDoubleBiFunction<LinkName, LinkState> next;
    private final ToDoubleBiFunction<LinkName, LinkState> later;
    private final ToDoubleBiFunction<LinkName, LinkState> wait;

    private PresentWorld(
            RunState state,
            ToDoubleBiFunction<LinkName, LinkState> next,
            ToDoubleBiFunction<LinkName, LinkState> later,
            ToDoubleBiFunction<LinkName, LinkState> wait) {
        this.state = state;
        this.next = next;
        this.later = later;
        this.wait = wait;
    }

    /** As a forecast has it, whose next epoch takes about so long and whose run has so long to go. */
    static PresentWorld expected(RunState state, RateForecast forecast, double epochSeconds, double leftSeconds) {
        double end = Math.max(2 * epochSeconds, leftSeconds);
        LinkForecast asked = new LinkForecast(forecast);
        return new PresentWorld(
                state,
                (name, link) -> asked.bitsPerSecond(name, link, 0, epochSeconds),
                (name, link) -> asked.bitsPerSecond(name, link, epochSeconds, end),
                asked::waitSeconds);
    }

    /** At lasting rates of links, and with epochs that wait for gaps of them. */
    static PresentWorld lasting(
            RunState state,
            ToDoubleBiFunction<LinkName, LinkState> rate,
            ToDoubleBiFunction<LinkName, LinkState> wait) {
        return new PresentWorld(state, rate, rate, wait);
    }

    /** Links as well as they have been or are stated, servers as they are. */
    static PresentWorld bestOfLinks(RunState state) {
        ToDoubleFunction<LinkState> most = link -> Math.max(
                link.known().nominalBitsPerSecond(),
                link.known().recent().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0));
        return lasting(state, (name, link) -> most.applyAsDouble(link), (name, link) -> 0);
    }

    /**
     * Links as well as they have been or are stated, servers back and at least as fast as stated: what cannot be done there cannot
     * be done.
     */
    static PresentWorld best(RunState state) {
        return bestOfLinks(recovered(state));
    }

    /** A state whose servers are back, and at least as fast as stated. */
    static RunState recovered(RunState state) {
        Map<String, ServerState> servers = new HashMap<>(state.servers());
        servers.replaceAll((name, known) -> NOMINAL.withSlowDown(Math.min(1, known.slowDown())));
        return state.changed(next -> next.servers = servers);
    }

    /** A scenario whose links are as they are then; servers that are down are open to it still. */
    Scenario.Builder of(Scenario scenario) {
        return scenario.toBuilder()
                .edgeServers(scenario.edgeServers().stream().map(this::present).toList());
    }

    /** The choices of a scenario, without the servers that are down. */
    Choices choices(Scenario scenario) {
        Choices choices = scenario.choices();
        return state.servers().values().stream().allMatch(ServerState::isUp)
                ? choices
                : choices.withServers(Selection.only(up(scenario)));
    }

    /** The servers that may be used and can be. */
    List<String> up(Scenario scenario) {
        return scenario.openServers().stream()
                .map(EdgeServer::name)
                .filter(name -> state.server(name).isUp())
                .toList();
    }

    /** Rates expected in the next epoch, by link, where anything is known. */
    Map<LinkName, Double> rates() {
        Map<LinkName, Double> rates = new TreeMap<>();
        state.links().forEach((name, link) -> {
            if (link.isKnown()) {
                rates.put(name, floored(name, link, next));
            }
        });
        return rates;
    }

    private EdgeServer present(EdgeServer server) {
        EdgeServer present = waiting(server);
        Optional<Link> device = changed(present.deviceLink(), LinkName.ofDevice(server.name()));
        Optional<Link> cloud = changed(present.cloudLink(), LinkName.ofCloud(server.name()));
        if (device.isPresent()) {
            present = present.withDeviceLink(device.get());
        }
        return cloud.isPresent() ? present.withCloudLink(cloud.get()) : present;
    }

    /**
     * With what an epoch's transfers wait for gaps, at every cut at which the server runs a layer alike. Overhead of a slow server
     * is stretched later on, and gaps are not.
     */
    private EdgeServer waiting(EdgeServer server) {
        LinkName name = LinkName.ofDevice(server.name());
        LinkState known = state.links().get(name);
        double seconds = known == null || !known.isKnown() ? 0 : wait.applyAsDouble(name, known);
        if (seconds == 0) {
            return server;
        }
        double unstretched = seconds / state.server(server.name()).slowDown();
        return server.withOverhead(server.overheadSeconds() + unstretched, server.overheadJoules());
    }

    /** Empty where nothing is known of the link. */
    private Optional<Link> changed(Optional<Link> stated, LinkName name) {
        LinkState known = state.links().get(name);
        return known == null || !known.isKnown() ? Optional.empty() : stated.map(link -> changed(link, name, known));
    }

    /** The stated rates, those of the next epoch and of later ones each times what is expected over the nominal rate. */
    private Link changed(Link stated, LinkName name, LinkState known) {
        double soon = floored(name, known, next);
        double then = floored(name, known, later);
        double nominal = known.history().nominalBitsPerSecond();
        int stages = Math.max(
                stated.bitsPerSecondByEpoch().size(),
                stated.uplinkBitsPerSecondByEpoch().size());
        List<Double> down = new ArrayList<>();
        List<Double> up = new ArrayList<>();
        for (int epoch = 1; epoch <= Math.max(stages, soon == then ? 0 : 2); epoch++) {
            double expected = epoch == 1 ? soon : then;
            double rate = stated.downBitsPerSecond(epoch);
            down.add(rate == nominal ? expected : rate * (expected / nominal));
            up.add(stated.upBitsPerSecond(epoch) * (expected / nominal));
        }
        boolean hasUplink = stated.uplinkBitsPerSecond().isPresent()
                || !stated.uplinkBitsPerSecondByEpoch().isEmpty();
        Link.Builder builder = stated.withRate(new LinkRate.Fixed(then)).toBuilder()
                .bitsPerSecondByEpoch(down)
                .uplinkBitsPerSecondByEpoch(hasUplink ? up : List.of());
        stated.uplinkBitsPerSecond()
                .ifPresent(rate -> builder.uplinkBitsPerSecond(OptionalDouble.of(rate * (then / nominal))));
        return builder.build();
    }

    private static double floored(LinkName name, LinkState link, ToDoubleBiFunction<LinkName, LinkState> rate) {
        return Math.max(rate.applyAsDouble(name, link), FLOOR * link.history().nominalBitsPerSecond());
    }

    /** Those of the servers that are slow. */
    SlowServers slow() {
        return SlowServers.of(state.servers());
    }

    /** What is left of a limit, rounded down, so that what fits into it fits exactly. */
    static double left(double limit, BigDecimal spent) {
        BigDecimal left = new BigDecimal(limit).subtract(spent);
        double rounded = left.doubleValue();
        return new BigDecimal(rounded).compareTo(left) > 0 ? Math.nextDown(rounded) : rounded;
    }
}
