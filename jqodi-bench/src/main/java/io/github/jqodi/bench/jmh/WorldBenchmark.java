package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmark of plans with idle power, prices and measured layers beside those of the same problem without them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorldBenchmark {
    private static final int HOURS = 24;
    /** Servers of one kind share their measured times. */
    private static final int KINDS = 4;

    /** Size class and kind of costs. */
    @Param({"medium-var", "large-sta", "large-var"})
    public String instance = "large-var";

    /** What is added to it. */
    @Param({"PLAIN", "IDLE", "PRICED", "PRICED_ZONES", "PRICED_DAY", "PROFILED"})
    public World world = World.PLAIN;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Problem problem;

    private final Planner planner = Planner.create()
            .withOptions(SolveOptions.DEFAULT.withRule(Rule.EXPECTED).withAlternatives(0));

    /** JMH makes instances. */
    public WorldBenchmark() {}

    /** What may be added. */
    public enum World {
        /** Nothing. */
        PLAIN {
            @Override
            Problem of(Problem plain) {
                return plain;
            }
        },
        /** Every node takes power while it waits. */
        IDLE {
            @Override
            Problem of(Problem plain) {
                Scenario scenario = plain.scenario();
                return plain.withScenario(scenario.toBuilder()
                        .cloud(scenario.cloud().orElseThrow().withPower(Power.ofIdle(50)))
                        .device(scenario.device().orElseThrow().withPower(Power.ofIdle(0.05)))
                        .edgeServers(scenario.edgeServers().stream()
                                .map(server -> server.withPower(Power.ofIdle(2)))
                                .toList())
                        .build());
            }
        },
        /** The price of a joule differs from node to node. */
        PRICED {
            @Override
            Problem of(Problem plain) {
                Prices prices = Prices.ofJoules(1);
                for (EdgeServer server : plain.scenario().edgeServers()) {
                    prices = prices.withPerJoule(server.name(), 1 + priceOf(server.name(), 0));
                }
                return minimising(plain, prices);
            }
        },
        /** The price of a joule changes hourly, in a few zones that share a grid. */
        PRICED_ZONES {
            @Override
            Problem of(Problem plain) {
                return pricedDay(plain, KINDS);
            }
        },
        /** The price of a joule changes hourly, at every server in its own way. */
        PRICED_DAY {
            @Override
            Problem of(Problem plain) {
                return pricedDay(plain, Integer.MAX_VALUE);
            }
        },
        /** Layers were measured, on the device and on servers of four kinds. */
        PROFILED {
            @Override
            Problem of(Problem plain) {
                return profiled(plain);
            }
        };

        abstract Problem of(Problem plain);
    }

    /** Makes the problem. */
    @Setup
    public void prepare() {
        problem = world.of(ofKinds(Instances.of(instance)));
    }

    /**
     * The planner, without alternatives.
     *
     * @return the result
     */
    @Benchmark
    public SolveResult plan() {
        return planner.plan(problem);
    }

    /** The same servers, but with the processors of a few kinds, so that measured layers change no cost. */
    private static Problem ofKinds(Problem plain) {
        Scenario scenario = plain.scenario();
        List<EdgeServer> servers = new ArrayList<>();
        for (int x = 0; x < scenario.edgeServers().size(); x++) {
            Processor own = scenario.edgeServers().get(x % KINDS).processor().orElseThrow();
            servers.add(scenario.edgeServers().get(x).toBuilder().processor(own).build());
        }
        return plain.withScenario(scenario.withEdgeServers(servers));
    }

    private static Problem minimising(Problem plain, Prices prices) {
        return plain.withScenario(plain.scenario().toBuilder()
                .objective(new Objective.Price(prices))
                .build());
    }

    private static Problem pricedDay(Problem plain, int zones) {
        Scenario scenario = plain.scenario();
        Prices prices = Prices.ofJoules(1)
                .withPerJouleByEpoch(scenario.cloud().orElseThrow().name(), day("cloud"))
                .withPerJouleByEpoch(scenario.device().orElseThrow().name(), day("device"));
        List<EdgeServer> servers = scenario.edgeServers();
        for (int x = 0; x < servers.size(); x++) {
            prices = prices.withPerJouleByEpoch(servers.get(x).name(), day("zone" + x % zones));
        }
        return minimising(plain, prices);
    }

    private static List<Double> day(String name) {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> 1 + priceOf(name, hour))
                .toList();
    }

    /** Between 0 and 1, by a wave whose phase the name tells. */
    private static double priceOf(String name, int hour) {
        return 0.5 + 0.5 * Math.sin(2 * Math.PI * (hour + Math.floorMod(name.hashCode(), HOURS)) / HOURS);
    }

    private static Problem profiled(Problem plain) {
        Scenario scenario = plain.scenario();
        List<EdgeServer> servers = new ArrayList<>();
        List<ProfiledLayer> entries = new ArrayList<>();
        Processor device = scenario.device().orElseThrow().processor().orElseThrow();
        enter(entries, scenario, scenario.device().orElseThrow().name(), device);
        for (int x = 0; x < scenario.edgeServers().size(); x++) {
            EdgeServer server = scenario.edgeServers().get(x);
            if (x < KINDS) {
                enter(entries, scenario, "kind" + x, server.processor().orElseThrow());
            }
            servers.add(server.toBuilder().profile("kind" + x % KINDS).build());
        }
        AnalyticCosts costs = (AnalyticCosts) plain.costModel();
        return new Problem(
                scenario.withEdgeServers(servers), plain.estimators(), costs.withProfile(new Profile(entries)));
    }

    private static void enter(List<ProfiledLayer> entries, Scenario scenario, String node, Processor processor) {
        for (ModelVersion model : scenario.models()) {
            for (Layer layer : model.layers()) {
                double seconds = layer.macs() / processor.macsPerSecond();
                double joules = layer.macs() * processor.joulesPerMac();
                entries.add(ProfiledLayer.of(node, model.name(), layer.name(), seconds)
                        .withJoules(joules, 2 * joules));
            }
        }
    }
}
