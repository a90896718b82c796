package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Eqs. 5-10 for one quantized model, with the additions FORMAT lists: features, overheads, latencies, memory. */
final class AnalyticModelCosts implements ModelCosts {
    private final AnalyticCosts costs;
    private final Cloud cloud;
    private final Device device;
    private final double cloudMacs;
    private final Optional<Setup> requantization;
    private final CutLoads loads;
    private final AnalyticSites sites;
    /** By server; bills of many epochs then hold one text each. */
    private final Map<String, LinkNames> linkNames = new ConcurrentHashMap<>();
    /** The last bounds; perhaps of servers some of which have changed since. */
    private volatile @Nullable AnalyticBounds known;

    AnalyticModelCosts(
            Scenario scenario, AnalyticCosts costs, AnalyticSites sites, CutLoads loads, ModelVersion model, int bits) {
        this.costs = costs;
        this.cloud = scenario.cloud().orElseThrow();
        this.device = scenario.device().orElseThrow();
        this.loads = loads;
        OptionalDouble variantMacs =
                model.variantFor(bits).map(Variant::cloudMacsPerEpoch).orElse(OptionalDouble.empty());
        this.cloudMacs = variantMacs.orElse(model.cloudMacsPerEpoch());
        this.requantization = costs.requantizeEachEpoch() ? Optional.of(model.setupFor(bits)) : Optional.empty();
        this.sites = sites;
    }

    /** Takes over bounds of the same model at changed servers. */
    AnalyticModelCosts after(AnalyticModelCosts before) {
        known = before.known;
        return this;
    }

    @Override
    public int steadyFromEpoch() {
        return sites.steadyFromEpoch();
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        Site site = new Site(action.server(), epoch);
        int cut = action.cut();
        Optional<Ineffective> why = ineffective(site, cut);
        return why.isPresent()
                ? Cost.ineffective(why.get())
                : Cost.of(seconds(site, cut), joules(site, cut), items(site, cut));
    }

    @Override
    public void fill(List<Action> actions, int epoch, double[] seconds, double[] joules) {
        for (int i = 0; i < actions.size(); ) {
            Site site = new Site(actions.get(i).server(), epoch);
            while (i < actions.size() && isSame(actions.get(i).server(), site.server)) {
                int cut = actions.get(i).cut();
                double t = seconds(site, cut);
                double e = joules(site, cut);
                boolean effective = opens(site, cut) && Cost.canBeAddedUp(t, e);
                seconds[i] = effective ? t : Double.POSITIVE_INFINITY;
                joules[i] = effective ? e : Double.POSITIVE_INFINITY;
                i++;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal servers are looked at again, which is right as well
    private static boolean isSame(EdgeServer a, EdgeServer b) {
        return a == b;
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    /** None where products of loads and rates might leave the range of doubles. */
    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        AnalyticSites.Rates rates = sites.rates(grid.servers(), stop);
        if (!(rates.best().isTame() && rates.worst().isTame() && loads.isTame(cloudMacs))) {
            return Optional.empty();
        }
        AnalyticBounds last = known;
        if (last == null || !last.areFor(grid, rates)) {
            last = last != null && last.canChangeTo(grid, rates)
                    ? last.changed(rates)
                    : new AnalyticBounds(volumes(grid), rates);
            known = last;
        }
        return Optional.of(last);
    }

    private CutVolumes volumes(ActionGrid grid) {
        double perEpochSeconds = requantization.map(Setup::seconds).orElse(0.0)
                + cloudMacs / cloud.processor().macsPerSecond();
        double perEpochJoules = requantization.map(Setup::joules).orElse(0.0)
                + cloudMacs * cloud.processor().joulesPerMac();
        return new CutVolumes(grid, loads, device, perEpochSeconds, perEpochJoules);
    }

    private double seconds(Site site, int cut) {
        double run = Equations.runSeconds(
                        loads.deviceMacs[cut],
                        device.processor().macsPerSecond(),
                        loads.serverMacs[cut],
                        site.processor.macsPerSecond(),
                        cloudMacs,
                        cloud.processor().macsPerSecond())
                + (cut < loads.layerCount() ? site.server.overheadSeconds() : 0)
                + (requantization.isPresent() ? requantization.get().seconds() : 0);
        LinkRates rates = site.rates;
        double transfer = Equations.transferSeconds(
                        loads.modelBits,
                        rates.cloudDown(),
                        rates.cloudUp(),
                        loads.weightBits[cut],
                        rates.deviceDown(),
                        rates.deviceUp())
                + Equations.seconds(loads.featureBits[cut], rates.deviceUp())
                + Equations.seconds(loads.gradientBits[cut], rates.deviceDown())
                + latencies(site, cut);
        return Equations.epochSeconds(run, transfer);
    }

    private double joules(Site site, int cut) {
        double run = Equations.runJoules(
                        loads.deviceMacs[cut],
                        device.processor().joulesPerMac(),
                        loads.serverMacs[cut],
                        site.processor.joulesPerMac(),
                        cloudMacs,
                        cloud.processor().joulesPerMac())
                + (cut < loads.layerCount() ? site.server.overheadJoules() : 0)
                + (requantization.isPresent() ? requantization.get().joules() : 0);
        LinkRates rates = site.rates;
        double transfer = Equations.transferJoules(
                        loads.modelBits,
                        rates.cloudDownJoules(),
                        rates.cloudUpJoules(),
                        loads.weightBits[cut],
                        rates.deviceDownJoules(),
                        rates.deviceUpJoules())
                + loads.featureBits[cut] * rates.deviceUpJoules()
                + loads.gradientBits[cut] * rates.deviceDownJoules();
        return Equations.epochJoules(run, transfer);
    }

    private double latencies(Site site, int cut) {
        return BillItems.latency(site.cloudLink, 2, loads.modelBits)
                + BillItems.latency(site.deviceLink, 2, loads.weightBits[cut])
                + BillItems.latency(site.deviceLink, 1, loads.featureBits[cut])
                + BillItems.latency(site.deviceLink, 1, loads.gradientBits[cut]);
    }

    private List<CostItem> items(Site site, int cut) {
        EdgeServer server = site.server;
        BillItems items = new BillItems();
        items.compute(device.name(), device.processor(), loads.deviceMacs[cut]);
        items.compute(server.name(), site.processor, loads.serverMacs[cut]);
        items.compute(cloud.name(), cloud.processor(), cloudMacs);
        if (cut < loads.layerCount()) {
            items.add(server.name(), Phase.OVERHEAD, server.overheadSeconds(), server.overheadJoules());
        }
        requantization.ifPresent(s -> items.add(cloud.name(), Phase.SETUP, s.seconds(), s.joules()));
        LinkRates r = site.rates;
        LinkNames names = linkNames.computeIfAbsent(
                server.name(),
                name -> new LinkNames(BillItems.linkName(cloud.name(), name), BillItems.linkName(name, device.name())));
        String above = names.above;
        String below = names.below;
        items.transfer(above, Phase.DOWNLOAD, site.cloudLink, loads.modelBits, r.cloudDown(), r.cloudDownJoules());
        items.transfer(above, Phase.UPLOAD, site.cloudLink, loads.modelBits, r.cloudUp(), r.cloudUpJoules());
        for (double bits : new double[] {loads.weightBits[cut], loads.gradientBits[cut]}) {
            items.transfer(below, Phase.DOWNLOAD, site.deviceLink, bits, r.deviceDown(), r.deviceDownJoules());
        }
        for (double bits : new double[] {loads.weightBits[cut], loads.featureBits[cut]}) {
            items.transfer(below, Phase.UPLOAD, site.deviceLink, bits, r.deviceUp(), r.deviceUpJoules());
        }
        return items.rows();
    }

    @Override
    public Cost inference(Action action, double samples) {
        Site site = new Site(action.server(), 1);
        int cut = action.cut();
        Optional<Ineffective> tooLarge = memory(site, cut);
        if (tooLarge.isPresent()) {
            return Cost.ineffective(tooLarge.get());
        }
        LayerLoads layers = loads.layers;
        double upBits = costs.payload().carriesFeatures() ? known(layers.sampleUpBits[cut]) * samples : 0;
        if (upBits > 0 && site.rates.deviceUp() == 0) {
            return Cost.ineffective(down(site, "device link up", upBits));
        }
        double deviceMacs = known(Equations.deviceMacs(layers.macsPerSample, cut)) * samples;
        double serverMacs = known(Equations.serverMacs(layers.macsPerSample, cut)) * samples;
        boolean serverRuns = cut < loads.layerCount();
        EdgeServer server = site.server;
        double overheadSeconds = serverRuns ? server.overheadSeconds() : 0;
        double overheadJoules = serverRuns ? server.overheadJoules() : 0;
        BillItems items = new BillItems();
        items.work(device.name(), Phase.INFERENCE, device.processor(), deviceMacs, 0, 0);
        items.work(server.name(), Phase.INFERENCE, site.processor, serverMacs, overheadSeconds, overheadJoules);
        items.transfer(
                BillItems.linkName(server.name(), device.name()),
                Phase.INFERENCE,
                site.deviceLink,
                upBits,
                site.rates.deviceUp(),
                site.rates.deviceUpJoules());
        return Cost.of(items.seconds(), items.joules(), items.rows());
    }

    private static double known(double perSample) {
        Check.that(
                !Double.isNaN(perSample),
                "inference",
                "of a variant without samples",
                "needs trainSamples or validationSamples above 0 to tell the work of one sample",
                "");
        return perSample;
    }

    /** Whether nothing makes an action ineffective. */
    private boolean opens(Site site, int cut) {
        LinkRates rates = site.rates;
        boolean cloudUp = loads.modelBits == 0 || (rates.cloudDown() > 0 && rates.cloudUp() > 0);
        boolean deviceUp = (loads.downBits(cut) == 0 || rates.deviceDown() > 0)
                && (loads.upBits(cut) == 0 || rates.deviceUp() > 0);
        return cloudUp && deviceUp && fits(site, cut);
    }

    private boolean fits(Site site, int cut) {
        return loads.shallowBytes[cut] <= device.memoryBytes().orElse(Double.POSITIVE_INFINITY)
                && loads.deepBytes[cut] <= site.memoryBytes;
    }

    /** Why an action is ineffective, empty if it is not. */
    private Optional<Ineffective> ineffective(Site site, int cut) {
        return opens(site, cut) ? Optional.empty() : memory(site, cut).or(() -> Optional.of(linkDown(site, cut)));
    }

    private Optional<Ineffective> memory(Site site, int cut) {
        if (fits(site, cut)) {
            return Optional.empty();
        }
        double room = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        boolean shallow = loads.shallowBytes[cut] > room;
        return Optional.of(
                shallow
                        ? overfull("shallow", device.name(), room, loads.shallowBytes[cut], cut)
                        : overfull("deep", site.server.name(), site.memoryBytes, loads.deepBytes[cut], cut));
    }

    private static Ineffective overfull(String part, String node, double room, double bytes, int cut) {
        return new Ineffective(
                Ineffective.Kind.MEMORY,
                "the " + part + " part at cut " + cut + " needs " + bytes + " bytes, " + node + " has " + room,
                room,
                bytes);
    }

    private Ineffective linkDown(Site site, int cut) {
        if (loads.modelBits > 0 && site.rates.cloudDown() == 0) {
            return down(site, "cloud link down", loads.modelBits);
        } else if (loads.modelBits > 0 && site.rates.cloudUp() == 0) {
            return down(site, "cloud link up", loads.modelBits);
        } else if (loads.downBits(cut) > 0 && site.rates.deviceDown() == 0) {
            return down(site, "device link down", loads.downBits(cut));
        }
        return down(site, "device link up", loads.upBits(cut));
    }

    private static Ineffective down(Site site, String direction, double bits) {
        return new Ineffective(
                Ineffective.Kind.LINK,
                "the " + direction + " of " + site.server.name() + " has no rate in epoch " + site.epoch + " for "
                        + bits + " bits",
                0,
                bits);
    }

    private record LinkNames(String above, String below) {}

    /** A server in one epoch. */
    private static final class Site {
        final EdgeServer server;
        final int epoch;
        final Processor processor;
        final Link cloudLink;
        final Link deviceLink;
        final LinkRates rates;
        final double memoryBytes;

        Site(EdgeServer server, int epoch) {
            this.server = server;
            this.epoch = epoch;
            this.processor = server.processor().orElseThrow();
            this.cloudLink = server.cloudLink().orElseThrow();
            this.deviceLink = server.deviceLink().orElseThrow();
            this.rates = LinkRates.of(cloudLink, deviceLink, epoch);
            this.memoryBytes = server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        }
    }
}
