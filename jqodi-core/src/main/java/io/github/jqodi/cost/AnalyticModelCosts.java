package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Eqs. 5-10 for one quantized model, with the additions FORMAT lists: features, overheads, latencies, memory. */
final class AnalyticModelCosts implements ModelCosts {
    private static final int BITS_PER_BYTE = 8;

    private final AnalyticCosts costs;
    private final Cloud cloud;
    private final Device device;
    private final double cloudMacs;
    private final Optional<Setup> requantization;
    private final LayerLoads loads;
    private final double modelBits;
    private final int steadyFromEpoch;

    AnalyticModelCosts(Scenario scenario, AnalyticCosts costs, ModelVersion model, int bits) {
        this.costs = costs;
        this.cloud = scenario.cloud().orElseThrow();
        this.device = scenario.device().orElseThrow();
        Workload workload = scenario.workload().orElseThrow();
        this.loads = LayerLoads.of(model, bits, workload, costs);
        this.modelBits = Equations.cloudToEdgeBits(loads.sizeBits);
        OptionalDouble variantMacs =
                model.variantFor(bits).map(Variant::cloudMacsPerEpoch).orElse(OptionalDouble.empty());
        this.cloudMacs = variantMacs.orElse(model.cloudMacsPerEpoch());
        this.requantization = costs.requantizeEachEpoch() ? Optional.of(model.setupFor(bits)) : Optional.empty();
        this.steadyFromEpoch = scenario.edgeServers().stream()
                .mapToInt(EdgeServer::steadyFromEpoch)
                .max()
                .orElse(1);
    }

    @Override
    public int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        EdgeServer server = action.server();
        int cut = action.cut();
        Optional<Ineffective> tooLarge = memory(server, cut);
        if (tooLarge.isPresent()) {
            return Cost.ineffective(tooLarge.get());
        }
        Link cloudLink = server.cloudLink().orElseThrow();
        Link deviceLink = server.deviceLink().orElseThrow();
        double weightBits = costs.payload().carriesWeights() ? Equations.edgeToDeviceBits(loads.sizeBits, cut) : 0;
        double featureBits = costs.payload().carriesFeatures() ? loads.upBits[cut] : 0;
        double gradientBits = costs.payload().carriesFeatures() && costs.gradientReturn() ? loads.returnBits[cut] : 0;
        Rates rates = new Rates(cloudLink, deviceLink, epoch);
        Optional<Ineffective> down = linkDown(server, rates, epoch, weightBits, featureBits, gradientBits);
        if (down.isPresent()) {
            return Cost.ineffective(down.get());
        }
        double deviceMacs = Equations.deviceMacs(loads.macsPerEpoch, cut);
        double serverMacs = Equations.serverMacs(loads.macsPerEpoch, cut);
        Processor onServer = server.processor().orElseThrow();
        boolean serverRuns = cut < loads.count();
        double overheadSeconds = serverRuns ? server.overheadSeconds() : 0;
        double overheadJoules = serverRuns ? server.overheadJoules() : 0;
        double latency = latency(cloudLink, 2, modelBits)
                + latency(deviceLink, 2, weightBits)
                + latency(deviceLink, 1, featureBits)
                + latency(deviceLink, 1, gradientBits);

        double runSeconds = Equations.runSeconds(
                        deviceMacs,
                        device.processor().macsPerSecond(),
                        serverMacs,
                        onServer.macsPerSecond(),
                        cloudMacs,
                        cloud.processor().macsPerSecond())
                + overheadSeconds
                + requantization.map(Setup::seconds).orElse(0.0);
        double runJoules = Equations.runJoules(
                        deviceMacs,
                        device.processor().joulesPerMac(),
                        serverMacs,
                        onServer.joulesPerMac(),
                        cloudMacs,
                        cloud.processor().joulesPerMac())
                + overheadJoules
                + requantization.map(Setup::joules).orElse(0.0);
        double transferSeconds = Equations.transferSeconds(
                        modelBits, rates.cloudDown, rates.cloudUp, weightBits, rates.deviceDown, rates.deviceUp)
                + Equations.seconds(featureBits, rates.deviceUp)
                + Equations.seconds(gradientBits, rates.deviceDown)
                + latency;
        double transferJoules = Equations.transferJoules(
                        modelBits,
                        rates.cloudDownJoules,
                        rates.cloudUpJoules,
                        weightBits,
                        rates.deviceDownJoules,
                        rates.deviceUpJoules)
                + featureBits * rates.deviceUpJoules
                + gradientBits * rates.deviceDownJoules;

        Items items = new Items();
        items.compute(device.name(), device.processor(), deviceMacs);
        items.compute(server.name(), onServer, serverMacs);
        items.compute(cloud.name(), cloud.processor(), cloudMacs);
        items.add(server.name(), Phase.OVERHEAD, overheadSeconds, overheadJoules);
        requantization.ifPresent(s -> items.add(cloud.name(), Phase.SETUP, s.seconds(), s.joules()));
        String cloudLinkName = linkName(cloud.name(), server.name());
        String deviceLinkName = linkName(server.name(), device.name());
        items.transfer(cloudLinkName, Phase.DOWNLOAD, cloudLink, modelBits, rates.cloudDown, rates.cloudDownJoules);
        items.transfer(cloudLinkName, Phase.UPLOAD, cloudLink, modelBits, rates.cloudUp, rates.cloudUpJoules);
        items.transfer(
                deviceLinkName, Phase.DOWNLOAD, deviceLink, weightBits, rates.deviceDown, rates.deviceDownJoules);
        items.transfer(
                deviceLinkName, Phase.DOWNLOAD, deviceLink, gradientBits, rates.deviceDown, rates.deviceDownJoules);
        items.transfer(deviceLinkName, Phase.UPLOAD, deviceLink, weightBits, rates.deviceUp, rates.deviceUpJoules);
        items.transfer(deviceLinkName, Phase.UPLOAD, deviceLink, featureBits, rates.deviceUp, rates.deviceUpJoules);
        return Cost.of(
                Equations.epochSeconds(runSeconds, transferSeconds),
                Equations.epochJoules(runJoules, transferJoules),
                items.list);
    }

    @Override
    public Cost inference(Action action, double samples) {
        EdgeServer server = action.server();
        int cut = action.cut();
        Optional<Ineffective> tooLarge = memory(server, cut);
        if (tooLarge.isPresent()) {
            return Cost.ineffective(tooLarge.get());
        }
        Link deviceLink = server.deviceLink().orElseThrow();
        Rates rates = new Rates(server.cloudLink().orElseThrow(), deviceLink, 1);
        double upBits = costs.payload().carriesFeatures() ? known(loads.sampleUpBits[cut]) * samples : 0;
        if (upBits > 0 && rates.deviceUp == 0) {
            return Cost.ineffective(down(server, "device link up", 1, upBits));
        }
        double deviceMacs = known(Equations.deviceMacs(loads.macsPerSample, cut)) * samples;
        double serverMacs = known(Equations.serverMacs(loads.macsPerSample, cut)) * samples;
        boolean serverRuns = cut < loads.count();
        Items items = new Items();
        items.work(device.name(), Phase.INFERENCE, device.processor(), deviceMacs, 0, 0);
        items.work(
                server.name(),
                Phase.INFERENCE,
                server.processor().orElseThrow(),
                serverMacs,
                serverRuns ? server.overheadSeconds() : 0,
                serverRuns ? server.overheadJoules() : 0);
        items.transfer(
                linkName(server.name(), device.name()),
                Phase.INFERENCE,
                deviceLink,
                upBits,
                rates.deviceUp,
                rates.deviceUpJoules);
        return Cost.of(items.seconds(), items.joules(), items.list);
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

    private Optional<Ineffective> memory(EdgeServer server, int cut) {
        double shallowBytes = Equations.edgeToDeviceBits(loads.sizeBits, cut) / BITS_PER_BYTE;
        if (device.memoryBytes().isPresent()
                && shallowBytes > device.memoryBytes().getAsDouble()) {
            return Optional.of(overfull("shallow", device.name(), device.memoryBytes(), shallowBytes, cut));
        }
        double deepBytes = 0;
        for (int i = cut; i < loads.count(); i++) {
            deepBytes += loads.sizeBits[i] / BITS_PER_BYTE;
        }
        if (server.memoryBytes().isPresent() && deepBytes > server.memoryBytes().getAsDouble()) {
            return Optional.of(overfull("deep", server.name(), server.memoryBytes(), deepBytes, cut));
        }
        return Optional.empty();
    }

    private static Ineffective overfull(String part, String node, OptionalDouble limit, double bytes, int cut) {
        return new Ineffective(
                Ineffective.Kind.MEMORY,
                "the " + part + " part at cut " + cut + " needs " + bytes + " bytes, " + node + " has "
                        + limit.getAsDouble(),
                limit.getAsDouble(),
                bytes);
    }

    private Optional<Ineffective> linkDown(
            EdgeServer server, Rates rates, int epoch, double weightBits, double featureBits, double gradientBits) {
        double down = weightBits + gradientBits;
        double up = weightBits + featureBits;
        if (modelBits > 0 && rates.cloudDown == 0) {
            return Optional.of(down(server, "cloud link down", epoch, modelBits));
        } else if (modelBits > 0 && rates.cloudUp == 0) {
            return Optional.of(down(server, "cloud link up", epoch, modelBits));
        } else if (down > 0 && rates.deviceDown == 0) {
            return Optional.of(down(server, "device link down", epoch, down));
        } else if (up > 0 && rates.deviceUp == 0) {
            return Optional.of(down(server, "device link up", epoch, up));
        }
        return Optional.empty();
    }

    private static Ineffective down(EdgeServer server, String direction, int epoch, double bits) {
        return new Ineffective(
                Ineffective.Kind.LINK,
                "the " + direction + " of " + server.name() + " has no rate in epoch " + epoch + " for " + bits
                        + " bits",
                0,
                bits);
    }

    private static double latency(Link link, int transfers, double bits) {
        return bits > 0 ? transfers * link.latencySeconds() : 0;
    }

    private static String linkName(String above, String below) {
        return above + "-" + below;
    }

    /** Rates and energies of the four directions in one epoch. */
    private static final class Rates {
        final double cloudDown;
        final double cloudUp;
        final double deviceDown;
        final double deviceUp;
        final double cloudDownJoules;
        final double cloudUpJoules;
        final double deviceDownJoules;
        final double deviceUpJoules;

        Rates(Link cloudLink, Link deviceLink, int epoch) {
            cloudDown = cloudLink.downBitsPerSecond(epoch);
            cloudUp = cloudLink.upBitsPerSecond(epoch);
            deviceDown = deviceLink.downBitsPerSecond(epoch);
            deviceUp = deviceLink.upBitsPerSecond(epoch);
            cloudDownJoules = cloudLink.downJoulesPerBit(epoch);
            cloudUpJoules = cloudLink.upJoulesPerBit(epoch);
            deviceDownJoules = deviceLink.downJoulesPerBit(epoch);
            deviceUpJoules = deviceLink.upJoulesPerBit(epoch);
        }
    }

    /** Rows of a cost; what takes neither time nor energy is left out. */
    private static final class Items {
        final List<CostItem> list = new ArrayList<>();

        void add(String node, Phase phase, double seconds, double joules) {
            if (seconds != 0 || joules != 0) {
                list.add(new CostItem(node, phase, seconds, joules));
            }
        }

        void compute(String node, Processor processor, double macs) {
            work(node, Phase.COMPUTE, processor, macs, 0, 0);
        }

        void work(String node, Phase phase, Processor processor, double macs, double moreSeconds, double moreJoules) {
            add(
                    node,
                    phase,
                    macs / processor.macsPerSecond() + moreSeconds,
                    macs * processor.joulesPerMac() + moreJoules);
        }

        void transfer(String node, Phase phase, Link link, double bits, double rate, double joulesPerBit) {
            add(node, phase, Equations.seconds(bits, rate) + latency(link, 1, bits), bits * joulesPerBit);
        }

        double seconds() {
            return list.stream().mapToDouble(CostItem::seconds).sum();
        }

        double joules() {
            return list.stream().mapToDouble(CostItem::joules).sum();
        }
    }
}
