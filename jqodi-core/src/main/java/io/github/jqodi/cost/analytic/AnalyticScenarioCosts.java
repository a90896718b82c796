package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Trusted;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Analytic costs in one scenario; what a changed scenario leaves as it was is not worked out again. */
final class AnalyticScenarioCosts implements ScenarioCosts, Trusted {
    private final Scenario scenario;
    private final AnalyticCosts costs;
    /** Model versions by name. */
    private final Map<String, ModelVersion> versions = new HashMap<>();

    private final Cloud cloud;
    private final Device device;
    private final LinkNames links;
    private final int steadyFromEpoch;
    /** Nodes that may take power while they wait for others, in the order in which that is added. */
    private final List<Node> idlers;

    private final Cache cache;
    private final Versioned<PricedSites> priced = new Versioned<>();
    private final Map<QuantizedModel, AnalyticModelCosts> models;

    private AnalyticScenarioCosts(Scenario scenario, AnalyticCosts costs, Cache cache) {
        this.scenario = scenario;
        this.costs = costs;
        this.cloud = scenario.cloud().orElseThrow();
        this.device = scenario.device().orElseThrow();
        this.links = new LinkNames(cloud.name(), device.name());
        this.steadyFromEpoch = scenario.edgeServers().stream()
                .mapToInt(EdgeServer::steadyFromEpoch)
                .max()
                .orElse(1);
        this.idlers = idlers(scenario);
        this.cache = cache;
        this.models = new ConcurrentHashMap<>(pairs(scenario));
        scenario.models().forEach(model -> versions.put(model.name(), model));
    }

    static AnalyticScenarioCosts of(Scenario scenario, AnalyticCosts costs) {
        return new AnalyticScenarioCosts(scenario, costs, new Cache(scenario));
    }

    private static int pairs(Scenario scenario) {
        return scenario.models().size() * scenario.quantizations().size();
    }

    /** Costs in a changed scenario; these very ones if nothing they rest on has changed. */
    AnalyticScenarioCosts changedTo(Scenario now, AnalyticCosts newCosts) {
        boolean same = newCosts.equals(costs)
                && now.workload().equals(scenario.workload())
                && now.models().equals(scenario.models())
                && now.quantizations().equals(scenario.quantizations())
                && now.edgeServers().equals(scenario.edgeServers())
                && now.cloud().equals(scenario.cloud())
                && now.device().equals(scenario.device());
        return same ? this : new AnalyticScenarioCosts(now, newCosts, cache);
    }

    @Override
    public ModelCosts of(QuantizedModel pair) {
        return models.computeIfAbsent(pair, this::costs);
    }

    private AnalyticModelCosts costs(QuantizedModel pair) {
        return costs(pair, version(pair.model()), scenario.quantization(pair.quantization()));
    }

    /** The scenario says what it knows instead of an unknown name. */
    private ModelVersion version(String name) {
        ModelVersion known = versions.get(name);
        return known == null ? scenario.model(name) : known;
    }

    private AnalyticModelCosts costs(QuantizedModel pair, ModelVersion model, Quantization quantization) {
        List<Object> version = List.of(
                model,
                quantization,
                scenario.workload(),
                costs,
                costs.profile().isPresent() ? List.of(device, scenario.edgeServers(), scenario.choices()) : List.of());
        Model known = cache.model(pair);
        ModelLoads loads = known.loads.get(version, () -> ModelLoads.of(scenario, model, quantization, costs));
        return new AnalyticModelCosts(this, known, loads);
    }

    private List<Node> idlers(Scenario world) {
        List<Node> found = new ArrayList<>();
        if (device.power().idleWatts() > 0) {
            found.add(Node.DEVICE);
        }
        if (cloud.power().idleWatts() > 0) {
            found.add(Node.CLOUD);
        }
        if (world.edgeServers().stream().anyMatch(server -> server.power().idleWatts() > 0)) {
            found.add(Node.SERVER);
        }
        return List.copyOf(found);
    }

    /** The nodes that take power while they wait for others. */
    List<Node> idlers() {
        return idlers;
    }

    /** The same in an inference, which needs no cloud. */
    List<Node> inferenceIdlers() {
        return idlers.stream().filter(node -> node != Node.CLOUD).toList();
    }

    int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    /** What an action on a server uses. */
    Nodes nodes(EdgeServer server) {
        Nodes known = cache.nodes.get(server.name());
        LayerTimes.Basis basis = costs.profile().isPresent() ? LayerTimes.Basis.of(server) : LayerTimes.Basis.ANYWHERE;
        if (known != null && known.areOf(cloud, device, server, basis)) {
            return known;
        }
        Nodes nodes = new Nodes(cloud, device, server, links, basis);
        cache.keep(nodes);
        return nodes;
    }

    /** The rates of some servers; models usually ask for the same ones. */
    ServerRates rates(List<EdgeServer> servers, BooleanSupplier stop) {
        return cache.rates.get(
                List.of(cloud, device, servers, costs.profile().isPresent()),
                last -> last.map(rates -> rates.changedTo(cloud, device, servers, this::nodes, stop))
                        .orElseGet(() -> ServerRates.of(cloud, device, servers, this::nodes, stop)));
    }

    /** Rates of some servers on other nodes than those of this scenario, as with prices. */
    ServerRates ratesOf(List<EdgeServer> servers, Function<EdgeServer, Nodes> nodes, BooleanSupplier stop) {
        return ServerRates.of(cloud, device, servers, nodes, stop);
    }

    /** The same in one epoch alone. */
    ServerRates ratesOf(List<EdgeServer> servers, Function<EdgeServer, Nodes> nodes, int epoch, BooleanSupplier stop) {
        return ServerRates.ofEpoch(cloud, device, servers, nodes, epoch, stop);
    }

    /** The same nodes with prices in place of joules. */
    PricedSites priced(Prices prices) {
        return priced.get(prices, () -> new PricedSites(this, prices));
    }

    /** What is kept of one model, in a scenario and those that follow it. */
    static final class Model {
        private final Versioned<ModelLoads> loads = new Versioned<>();
        private final Versioned<CutVolumes> volumes = new Versioned<>();
        private final Versioned<AnalyticBounds> bounds = new Versioned<>();
    }

    /** Bounds of a model; where few servers have changed, what is still known of them is kept. */
    AnalyticBounds bounds(Model model, ActionGrid grid, List<CutLoads> loads, ServerRates rates) {
        CutVolumes volumes = model.volumes.get(
                List.of(loads, grid.cuts(), cloud, device, rates.charged()),
                () -> new CutVolumes(grid, loads, nodes(grid.servers().get(0)), rates.charged()));
        return model.bounds.get(
                List.of(volumes, rates.version()),
                last -> last.filter(bounds -> bounds.canChangeTo(volumes, rates))
                        .map(bounds -> bounds.changedTo(rates))
                        .orElseGet(() -> new AnalyticBounds(volumes, rates)));
    }

    /** What scenarios that follow each other share. */
    private static final class Cache {
        private static final int MAX_NODES = 1_000_000;
        private static final int MAX_MODELS = 10_000;

        /** By server's name. */
        final Map<String, Nodes> nodes;

        final Map<QuantizedModel, Model> models;
        final Versioned<ServerRates> rates = new Versioned<>();

        Cache(Scenario scenario) {
            nodes = new ConcurrentHashMap<>(scenario.edgeServers().size());
            models = new ConcurrentHashMap<>(pairs(scenario));
        }

        Model model(QuantizedModel pair) {
            if (models.size() >= MAX_MODELS) {
                models.clear();
            }
            return models.computeIfAbsent(pair, p -> new Model());
        }

        void keep(Nodes made) {
            if (nodes.size() >= MAX_NODES) {
                nodes.clear();
            }
            nodes.put(made.server().name(), made);
        }
    }
}
