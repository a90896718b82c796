package io.github.jqodi.bench.scenario;

import static io.github.jqodi.bench.scenario.InstanceGenerator.around;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Problems that differ little from a generated one. */
public final class Variations {
    private Variations() {}

    /**
     * The same problem after the link between one server and the device has changed.
     *
     * @param problem a generated problem
     * @param server index of the server
     * @param factor by which the rate of its device link changes, now and in every forecast epoch
     * @return the problem
     */
    public static Problem withDeviceLink(Problem problem, int server, double factor) {
        Scenario scenario = problem.scenario();
        List<EdgeServer> servers = new ArrayList<>(scenario.edgeServers());
        servers.set(server, scaled(servers.get(server), factor));
        return problem.withScenario(scenario.toBuilder().edgeServers(servers).build());
    }

    /**
     * A fleet of devices that share models and servers, each with its own speed, energy, links and deadline.
     *
     * @param problem a generated problem
     * @param count how many devices
     * @param seed equal seeds give equal fleets
     * @return the problem of each device
     */
    public static List<Problem> fleet(Problem problem, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> ofDevice(problem, random.split()))
                .toList();
    }

    private static Problem ofDevice(Problem problem, SplittableRandom random) {
        Scenario scenario = problem.scenario();
        Device device = scenario.device().orElseThrow();
        List<EdgeServer> servers = scenario.edgeServers().stream()
                .map(server -> scaled(server, around(random, 1, 0.3)))
                .toList();
        Device own = Device.of(
                device.name(),
                around(random, device.processor().orElseThrow().macsPerSecond(), 0.2),
                around(random, device.processor().orElseThrow().joulesPerMac(), 0.2));
        Problem moved = problem.withScenario(
                scenario.toBuilder().edgeServers(servers).device(own).build());
        return moved.withDeadlineSeconds(ProblemDeadlineSpan.of(moved).at(Tightness.MID.share()));
    }

    private static EdgeServer scaled(EdgeServer server, double factor) {
        Link link = server.deviceLink().orElseThrow();
        List<Double> forecast =
                link.bitsPerSecondByEpoch().stream().map(v -> v * factor).toList();
        Link changed = Link.of(new LinkRate.Fixed(link.rate().bitsPerSecond() * factor), link.joulesPerBit());
        return server.withDeviceLink(forecast.isEmpty() ? changed : changed.withBitsPerSecondByEpoch(forecast));
    }
}
