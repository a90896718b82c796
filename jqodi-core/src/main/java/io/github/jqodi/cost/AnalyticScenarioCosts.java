package io.github.jqodi.cost;

import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Analytic costs in one scenario; keeps what it has worked out, and hands on what a changed scenario leaves as it was. */
final class AnalyticScenarioCosts implements ScenarioCosts {
    private final Scenario scenario;
    private final AnalyticCosts costs;
    private final AnalyticSites sites;
    private final Map<Key, CutLoads> loads;
    private final Map<Key, AnalyticModelCosts> models = new ConcurrentHashMap<>();
    /** The same models at servers that have changed since. */
    private final Map<Key, AnalyticModelCosts> before;

    private AnalyticScenarioCosts(
            Scenario scenario,
            AnalyticCosts costs,
            AnalyticSites sites,
            Map<Key, CutLoads> loads,
            Map<Key, AnalyticModelCosts> before) {
        this.scenario = scenario;
        this.costs = costs;
        this.sites = sites;
        this.loads = loads;
        this.before = before;
    }

    static AnalyticScenarioCosts of(Scenario scenario, AnalyticCosts costs) {
        return new AnalyticScenarioCosts(
                scenario, costs, AnalyticSites.of(scenario), new ConcurrentHashMap<>(), Map.of());
    }

    /** Costs in a changed scenario; these very ones if nothing they rest on has changed. */
    AnalyticScenarioCosts changed(Scenario now, AnalyticCosts newCosts) {
        boolean sameLoads = newCosts.equals(costs)
                && now.workload().equals(scenario.workload())
                && now.models().equals(scenario.models());
        boolean sameServers = now.edgeServers().equals(scenario.edgeServers());
        boolean sameNodes = now.cloud().equals(scenario.cloud()) && now.device().equals(scenario.device());
        if (sameLoads && sameServers && sameNodes) {
            return this;
        }
        return new AnalyticScenarioCosts(
                now,
                newCosts,
                sameServers ? sites : sites.changed(now),
                sameLoads ? loads : new ConcurrentHashMap<>(),
                sameLoads && sameNodes ? models : Map.of());
    }

    @Override
    public ModelCosts of(ModelVersion model, int bits) {
        Key key = new Key(model.name(), bits);
        return models.computeIfAbsent(key, k -> {
            CutLoads own = loads.computeIfAbsent(
                    k, x -> new CutLoads(model, bits, scenario.workload().orElseThrow(), costs));
            AnalyticModelCosts now = new AnalyticModelCosts(scenario, costs, sites, own, model, bits);
            AnalyticModelCosts last = before.get(k);
            return last == null ? now : now.after(last);
        });
    }

    private record Key(String model, int bits) {}
}
