package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Trusted;
import io.github.jqodi.base.VersionedCache;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Analytic costs in one scenario; what a changed scenario leaves as it was is not worked out again. */
final class AnalyticScenarioCosts implements ScenarioCosts, Trusted {
    private static final Setup NO_SETUP = Setup.of(1, 0, 0);

    private final Scenario scenario;
    private final AnalyticCosts costs;
    /** Model versions by name. */
    private final Map<String, ModelVersion> versions = new HashMap<>();

    private final Cloud cloud;
    private final Device device;
    private final LinkNames links;
    private final int steadyFromEpoch;
    private final Cache cache;
    private final Map<QuantizedModel, AnalyticModelCosts> models = new ConcurrentHashMap<>();

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
        this.cache = cache;
        scenario.models().forEach(model -> versions.put(model.name(), model));
    }

    static AnalyticScenarioCosts of(Scenario scenario, AnalyticCosts costs) {
        return new AnalyticScenarioCosts(scenario, costs, new Cache());
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
        List<Object> version = List.of(model, quantization, scenario.workload(), costs);
        CutLoads loads = cache.loads.get(
                pair,
                version,
                () -> CutLoads.ofEpoch(model, quantization, scenario.workload().orElseThrow(), costs));
        Setup setup = costs.requantizeEachEpoch() ? model.setupFor(quantization.name()) : NO_SETUP;
        return new AnalyticModelCosts(this, pair, loads, setup);
    }

    int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    Site site(EdgeServer server, int epoch, Setup setup) {
        return new Site(cloud, device, setup, server, LinkRates.of(server, epoch), links);
    }

    /** The rates of some servers; models usually ask for the same ones. */
    ServerRates rates(List<EdgeServer> servers, BooleanSupplier stop) {
        return cache.rates.get(
                "servers",
                List.of(cloud, device, servers),
                last -> last.map(rates -> rates.changedTo(cloud, device, servers, stop))
                        .orElseGet(() -> ServerRates.of(cloud, device, servers, stop)));
    }

    /** The loads of the open cuts of a model. */
    CutVolumes volumes(QuantizedModel pair, ActionGrid grid, CutLoads loads, Setup setup) {
        return cache.volumes.get(
                pair,
                List.of(loads, grid.cuts(), cloud, device, setup),
                () -> new CutVolumes(grid, loads, site(grid.servers().get(0), 1, setup)));
    }

    /** Bounds of a model; where few servers have changed, what is still known of them is kept. */
    AnalyticBounds bounds(QuantizedModel pair, CutVolumes volumes, ServerRates rates) {
        return cache.bounds.get(
                pair,
                List.of(volumes, rates.version()),
                last -> last.filter(bounds -> bounds.canChangeTo(volumes, rates))
                        .map(bounds -> bounds.changedTo(rates))
                        .orElseGet(() -> new AnalyticBounds(volumes, rates)));
    }

    /** What scenarios that follow each other share. */
    private static final class Cache {
        final VersionedCache<QuantizedModel, CutLoads> loads = new VersionedCache<>();
        final VersionedCache<String, ServerRates> rates = new VersionedCache<>();
        final VersionedCache<QuantizedModel, CutVolumes> volumes = new VersionedCache<>();
        final VersionedCache<QuantizedModel, AnalyticBounds> bounds = new VersionedCache<>();
    }
}
