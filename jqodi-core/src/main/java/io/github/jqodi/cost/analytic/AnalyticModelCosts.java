package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Prices;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Costs of one quantized model in one scenario: the sums of its {@link Term}s where nothing keeps an action from being taken. */
final class AnalyticModelCosts implements ModelCosts, Trusted {
    private final AnalyticScenarioCosts scenario;
    private final AnalyticScenarioCosts.Model known;
    private final CutLoads loads;
    private final TermSums sums;
    /** Those of the first epoch, where they differ. */
    private final Optional<TermSums> first;

    private final Versioned<TermSums> inference = new Versioned<>();
    private final Versioned<PricedModelCosts> priced = new Versioned<>();

    AnalyticModelCosts(
            AnalyticScenarioCosts scenario,
            AnalyticScenarioCosts.Model known,
            CutLoads loads,
            Optional<CutLoads> first) {
        this.scenario = scenario;
        this.known = known;
        this.loads = loads;
        this.sums = new TermSums(loads, scenario.idlers());
        this.first = first.map(all -> new TermSums(all, scenario.idlers()));
    }

    @Override
    public int steadyFromEpoch() {
        return Math.max(scenario.steadyFromEpoch(), first.isPresent() ? 2 : 1);
    }

    /** Terms whose seconds and joules are loads of their own have no price of a unit; they are priced item by item. */
    @Override
    public ModelCosts priced(Prices prices) {
        if (!sums.areOfOneLoad()) {
            return ModelCosts.super.priced(prices);
        }
        PricedSites sites = scenario.priced(prices);
        return priced.get(sites, () -> new PricedModelCosts(this, sites));
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        return epoch(scenario.nodes(action.server()), action.cut(), epoch);
    }

    /** The cost of a cut on some nodes, whose joules may be prices. */
    Cost epoch(Nodes nodes, int cut, int epoch) {
        LinkRates rates = nodes.rates(epoch);
        TermSums terms = epoch == 1 ? first.orElse(sums) : sums;
        Optional<Ineffective> why = obstacle(nodes, rates, terms.loads(), cut, epoch);
        if (why.isPresent()) {
            return Cost.ineffective(why.get());
        }
        return Cost.of(
                terms.seconds(nodes, rates, cut), terms.joules(nodes, rates, cut), terms.items(nodes, rates, cut));
    }

    @Override
    public CostRows rows(List<Action> actions) {
        return rows(actions, scenario::nodes);
    }

    /** Rows of one epoch alone. */
    CostRows row(List<Action> actions, Function<EdgeServer, Nodes> nodes, int epoch) {
        return new AnalyticRows(epoch == 1 ? first.orElse(sums) : sums, actions, nodes, false);
    }

    /** Rows on nodes whose joules may be prices. */
    CostRows rows(List<Action> actions, Function<EdgeServer, Nodes> nodes) {
        CostRows usual = new AnalyticRows(sums, actions, nodes, steadyFromEpoch() > 1);
        if (first.isEmpty()) {
            return usual;
        }
        CostRows placing = new AnalyticRows(first.get(), actions, nodes, false);
        return (epoch, seconds, joules) -> (epoch == 1 ? placing : usual).fill(epoch, seconds, joules);
    }

    @Override
    public Cost inference(Action action, double samples) {
        return inference(scenario.nodes(action.server()), action.cut(), samples);
    }

    /** The same on nodes whose joules may be prices. */
    Cost inference(Nodes nodes, int cut, double samples) {
        LinkRates rates = nodes.rates(1);
        TermSums terms =
                inference.get(samples, () -> new TermSums(loads.ofInference(samples), scenario.inferenceIdlers()));
        Optional<Ineffective> why = obstacle(nodes, rates, terms.loads(), cut, 1);
        if (why.isPresent()) {
            return Cost.ineffective(why.get());
        }
        CostItems items = terms.inferenceItems(nodes, rates, cut);
        return Cost.of(items.seconds(), items.joules(), items.rows());
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    /** None where products of loads and rates might leave the range of doubles, or the first epoch has loads of its own. */
    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        if (grid.isEmpty() || first.isPresent()) {
            return Optional.empty();
        }
        ServerRates rates = scenario.rates(grid.servers(), stop);
        if (!(rates.isSafe() && loads.isSafe())) {
            return Optional.empty();
        }
        return Optional.of(scenario.bounds(known, grid, loads, rates));
    }

    /** Bounds at prices. */
    Optional<AnalyticBounds> boundsOf(ActionGrid grid, Nodes any, ServerRates rates) {
        if (first.isPresent() || !(rates.isSafe() && loads.isSafe())) {
            return Optional.empty();
        }
        return Optional.of(new AnalyticBounds(new CutVolumes(grid, loads, any, rates.charged()), rates));
    }

    /** Why a cut cannot be taken, empty if it can. */
    private static Optional<Ineffective> obstacle(Nodes nodes, LinkRates rates, CutLoads loads, int cut, int epoch) {
        if (nodes.haveRoom(loads, cut) && rates.areUp(loads, cut)) {
            return Optional.empty();
        }
        return memory(nodes, loads, cut).or(() -> Optional.of(down(nodes, rates, loads, cut, epoch)));
    }

    private static Optional<Ineffective> memory(Nodes nodes, CutLoads loads, int cut) {
        double deviceRoom = nodes.deviceBytes();
        double serverRoom = nodes.serverBytes();
        double shallow = loads.shallowBytes(cut);
        double deep = loads.deepBytes(cut);
        String onDevice = needs("shallow", cut, nodes.device().name(), shallow, deviceRoom);
        String onServer = needs("deep", cut, nodes.server().name(), deep, serverRoom);
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

    private static Ineffective down(Nodes nodes, LinkRates rates, CutLoads loads, int cut, int epoch) {
        for (Direction direction : Direction.ALL) {
            double bits = loads.sentBits(direction, cut);
            if (bits != 0 && !rates.isUp(direction)) {
                return new Ineffective(
                        Ineffective.Kind.LINK,
                        "the " + direction.words() + " of " + nodes.server().name() + " has no rate in epoch " + epoch
                                + " for " + bits + " bits",
                        0,
                        bits);
            }
        }
        throw new IllegalStateException("cut " + cut + " on " + nodes.server().name() + " can be taken");
    }
}
