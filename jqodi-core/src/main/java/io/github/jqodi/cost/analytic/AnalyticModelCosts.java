package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
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
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Costs of one quantized model in one scenario: the sums of its {@link Term}s where nothing keeps an action from being taken. */
final class AnalyticModelCosts implements ModelCosts, Trusted {
    private final AnalyticScenarioCosts scenario;
    private final AnalyticScenarioCosts.Model known;
    private final ModelLoads loads;
    /** The sums where loads are the same on every server, else by profile. */
    private final @Nullable Sums all;

    private final Map<LayerTimes.Basis, Sums> byBasis = new ConcurrentHashMap<>();
    private final Versioned<PricedModelCosts> priced = new Versioned<>();

    AnalyticModelCosts(AnalyticScenarioCosts scenario, AnalyticScenarioCosts.Model known, ModelLoads loads) {
        this.scenario = scenario;
        this.known = known;
        this.loads = loads;
        this.all = loads.areComputed() ? new Sums(LayerTimes.Basis.ANYWHERE) : null;
    }

    /** Sums of loads on servers of one profile. */
    private final class Sums {
        private final LayerTimes.Basis basis;
        private final CutLoads epochLoads;
        /** Those of the first epoch, where they differ. */
        private final Optional<TermSums> first;
        /** Not needed of models that bounds rule out. */
        private volatile @Nullable TermSums epoch;

        private final Versioned<TermSums> inference = new Versioned<>();
        /** Of a single batch. */
        private final Versioned<TermSums> batches = new Versioned<>();

        Sums(LayerTimes.Basis basis) {
            this.basis = basis;
            this.epochLoads = loads.epoch(basis);
            this.first = loads.firstEpoch(basis).map(placing -> new TermSums(placing, scenario.idlers()));
        }

        TermSums of(int epochNumber) {
            return epochNumber == 1 && first.isPresent() ? first.get() : epoch();
        }

        private TermSums epoch() {
            TermSums known = epoch;
            if (known == null) {
                known = loads.sums(epochLoads, scenario.idlers());
                epoch = known;
            }
            return known;
        }

        TermSums inference(Inference asked) {
            return inference.get(asked, () -> new TermSums(loads.inference(basis, asked), scenario.inferenceIdlers()));
        }

        TermSums batch(Inference batch) {
            return batches.get(batch, () -> new TermSums(loads.inference(basis, batch), List.of()));
        }
    }

    private Sums sums(LayerTimes.Basis basis) {
        return all == null ? byBasis.computeIfAbsent(basis, Sums::new) : all;
    }

    /** The loads of an epoch on servers of a profile. */
    CutLoads loads(LayerTimes.Basis basis) {
        return sums(basis).epochLoads;
    }

    /** Whether the first epoch has loads of its own, which are then the same on every server. */
    private boolean places() {
        return sums(LayerTimes.Basis.ANYWHERE).first.isPresent();
    }

    @Override
    public int steadyFromEpoch() {
        return Math.max(scenario.steadyFromEpoch(), places() ? 2 : 1);
    }

    @Override
    public ModelCosts priced(Prices prices) {
        PricedSites sites = scenario.priced(prices);
        return priced.get(sites, () -> new PricedModelCosts(this, sites));
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        Check.between("epoch", epoch, 1, Integer.MAX_VALUE);
        return epoch(scenario.nodes(action.server()), action.cut(), epoch);
    }

    /** The cost of a cut on some nodes, whose joules may be prices. */
    Cost epoch(Nodes nodes, int cut, int epoch) {
        loads.checked(cut);
        LinkRates rates = nodes.rates(epoch);
        TermSums terms = sums(nodes.basis()).of(epoch);
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
        return rows(actions, nodes, epoch, false);
    }

    /** Rows on nodes whose joules may be prices. */
    CostRows rows(List<Action> actions, Function<EdgeServer, Nodes> nodes) {
        CostRows usual = rows(actions, nodes, 2, steadyFromEpoch() > 1);
        if (!places()) {
            return usual;
        }
        CostRows placing = rows(actions, nodes, 1, false);
        return (epoch, seconds, joules) -> (epoch == 1 ? placing : usual).fill(epoch, seconds, joules);
    }

    private CostRows rows(List<Action> actions, Function<EdgeServer, Nodes> nodesOf, int epoch, boolean changing) {
        actions.forEach(action -> loads.checked(action.cut()));
        return new AnalyticRows(
                nodes -> sums(nodes.basis()).of(epoch), scenario.idlers().size(), actions, nodesOf, changing);
    }

    @Override
    public Cost inference(Action action, Inference asked) {
        return inference(scenario.nodes(action.server()), action.cut(), asked);
    }

    /** The same on nodes whose joules may be prices. */
    Cost inference(Nodes nodes, int cut, Inference asked) {
        loads.checked(cut);
        LinkRates rates = nodes.rates(1);
        TermSums terms = sums(nodes.basis()).inference(asked);
        Optional<Ineffective> why = obstacle(nodes, rates, terms.loads(), cut, 1);
        if (why.isPresent()) {
            return Cost.ineffective(why.get());
        }
        CostItems items = terms.inferenceItems(nodes, rates, cut);
        return Cost.of(items.seconds(), items.joules(), items.rows());
    }

    @Override
    public OptionalDouble interval(Action action, Inference asked) {
        Nodes nodes = scenario.nodes(action.server());
        Inference batch = Inference.of(asked.batchSamples());
        TermSums terms = sums(nodes.basis()).batch(batch);
        return OptionalDouble.of(terms.longestStage(nodes, nodes.rates(1), loads.checked(action.cut())));
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    /** None where products of loads and rates might leave the range of doubles, or the first epoch has loads of its own. */
    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        if (grid.isEmpty() || places()) {
            return Optional.empty();
        }
        ServerRates rates = scenario.rates(grid.servers(), stop);
        return safeLoads(rates).map(byServers -> scenario.bounds(known, grid, byServers, rates));
    }

    /** Bounds at prices, of a grid that is not empty. */
    Optional<AnalyticBounds> boundsOf(ActionGrid grid, Nodes any, ServerRates rates) {
        return places()
                ? Optional.empty()
                : safeLoads(rates)
                        .map(byServers ->
                                new AnalyticBounds(new CutVolumes(grid, byServers, any, rates.charged()), rates));
    }

    /** Loads by how profiles see servers; empty where products of loads and rates might leave the range of doubles. */
    private Optional<List<CutLoads>> safeLoads(ServerRates rates) {
        List<CutLoads> byServers = new ArrayList<>();
        boolean isSafe = rates.isSafe();
        for (LayerTimes.Basis basis : rates.bases()) {
            CutLoads own = loads(basis);
            isSafe &= own.isSafe();
            byServers.add(own);
        }
        return isSafe ? Optional.of(byServers) : Optional.empty();
    }

    /** Why a cut cannot be taken, empty if it can; memory only where that alone is missing. */
    private static Optional<Ineffective> obstacle(Nodes nodes, LinkRates rates, CutLoads loads, int cut, int epoch) {
        if (!rates.areUp(loads, cut)) {
            return Optional.of(down(nodes, rates, loads, cut, epoch));
        }
        return nodes.haveRoom(loads, cut) ? Optional.empty() : memory(nodes, loads, cut);
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
