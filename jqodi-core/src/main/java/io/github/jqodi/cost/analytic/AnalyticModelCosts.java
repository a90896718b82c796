package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.base.VersionedCache;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Costs of one quantized model in one scenario: the sums of its {@link Term}s where nothing keeps an action from being taken. */
final class AnalyticModelCosts implements ModelCosts, Trusted {
    private final AnalyticScenarioCosts scenario;
    private final QuantizedModel pair;
    private final Setup setup;
    private final CutLoads loads;
    private final TermSums sums;
    private final VersionedCache<Double, TermSums> inferences = new VersionedCache<>();

    AnalyticModelCosts(AnalyticScenarioCosts scenario, QuantizedModel pair, CutLoads loads, Setup setup) {
        this.scenario = scenario;
        this.pair = pair;
        this.setup = setup;
        this.loads = loads;
        this.sums = new TermSums(loads);
    }

    @Override
    public int steadyFromEpoch() {
        return scenario.steadyFromEpoch();
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        Site site = site(action.server(), epoch);
        int cut = action.cut();
        Optional<Ineffective> why = obstacle(site, loads, cut, epoch);
        if (why.isPresent()) {
            return Cost.ineffective(why.get());
        }
        TermSums.Units units = sums.at(site);
        return Cost.of(sums.seconds(units, cut), sums.joules(units, cut), sums.items(units, cut));
    }

    @Override
    public CostRows rows(List<Action> actions) {
        AnalyticRows.Sites sites = this::site;
        return steadyFromEpoch() == 1
                ? (epoch, seconds, joules) -> AnalyticRows.fillOnce(sums, actions, sites, seconds, joules)
                : new AnalyticRows(sums, actions, sites);
    }

    @Override
    public Cost inference(Action action, double samples) {
        Site site = site(action.server(), 1);
        TermSums inference = inferences.get(samples, samples, () -> new TermSums(loads.ofInference(samples)));
        Optional<Ineffective> why = obstacle(site, inference.loads(), action.cut(), 1);
        if (why.isPresent()) {
            return Cost.ineffective(why.get());
        }
        CostItems items = inference.inferenceItems(inference.at(site), action.cut());
        return Cost.of(items.seconds(), items.joules(), items.rows());
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    /** None where products of loads and rates might leave the range of doubles. */
    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        if (grid.isEmpty()) {
            return Optional.empty();
        }
        ServerRates rates = scenario.rates(grid.servers(), stop);
        if (!(rates.isSafe() && loads.isSafe())) {
            return Optional.empty();
        }
        CutVolumes volumes = scenario.volumes(pair, grid, loads, setup);
        return Optional.of(scenario.bounds(pair, volumes, rates));
    }

    private Site site(EdgeServer server, int epoch) {
        return scenario.site(server, epoch, setup);
    }

    /** Why a cut cannot be taken, empty if it can. */
    private static Optional<Ineffective> obstacle(Site site, CutLoads loads, int cut, int epoch) {
        if (site.hasRoom(loads, cut) && site.isUp(loads, cut)) {
            return Optional.empty();
        }
        return memory(site, loads, cut).or(() -> Optional.of(down(site, loads, cut, epoch)));
    }

    private static Optional<Ineffective> memory(Site site, CutLoads loads, int cut) {
        double deviceRoom = site.deviceBytes();
        double serverRoom = site.serverBytes();
        double shallow = loads.shallowBytes(cut);
        double deep = loads.deepBytes(cut);
        String onDevice = needs("shallow", cut, site.device().name(), shallow, deviceRoom);
        String onServer = needs("deep", cut, site.server().name(), deep, serverRoom);
        if (shallow > deviceRoom && deep > serverRoom) {
            return Optional.of(overfull(onDevice + ", " + onServer, deviceRoom + serverRoom, shallow + deep));
        } else if (shallow > deviceRoom) {
            return Optional.of(overfull(onDevice, deviceRoom, shallow));
        }
        return deep > serverRoom ? Optional.of(overfull(onServer, serverRoom, deep)) : Optional.empty();
    }

    private static String needs(String part, int cut, String node, double bytes, double room) {
        return "the " + part + " part at cut " + cut + " needs " + bytes + " bytes, " + node + " has " + room;
    }

    private static Ineffective overfull(String message, double room, double bytes) {
        return new Ineffective(Ineffective.Kind.MEMORY, message, room, bytes);
    }

    private static Ineffective down(Site site, CutLoads loads, int cut, int epoch) {
        for (Direction direction : Direction.ALL) {
            double bits = loads.sentBits(direction, cut);
            if (bits != 0 && !site.isUp(direction)) {
                return new Ineffective(
                        Ineffective.Kind.LINK,
                        "the " + direction.words() + " of " + site.server().name() + " has no rate in epoch " + epoch
                                + " for " + bits + " bits",
                        0,
                        bits);
            }
        }
        throw new IllegalStateException("cut " + cut + " on " + site.server().name() + " can be taken");
    }
}
