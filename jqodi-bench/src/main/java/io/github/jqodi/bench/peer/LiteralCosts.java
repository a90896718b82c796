package io.github.jqodi.bench.peer;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Equations;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Equations} 1 to 10 of one quantized model in plain loops over plain arrays, as they are printed: what a
 * careful programmer writes first, and what a faster kernel is measured against. Gives the same doubles as
 * {@link AnalyticCosts} where weights alone cross the device link and there are neither overheads nor latencies; anything else
 * is refused.
 */
public final class LiteralCosts {
    private static final int BITS_PER_BYTE = 8;

    private final Servers servers;
    private final double deviceSpeed;
    private final double deviceJoulesPerMac;
    private final double cloudSpeed;
    private final double cloudJoulesPerMac;
    private final double cloudMacs;
    private final double modelBits;
    private final double[] shallowBits;
    private final double[] deepBytes;
    private final double[] deviceMacs;
    private final double[] serverMacs;
    private final double deviceBytes;

    private LiteralCosts(
            Scenario scenario, Servers servers, ModelVersion model, Quantization quantization, double bitScale) {
        Device device = scenario.device().orElseThrow();
        Cloud cloud = scenario.cloud().orElseThrow();
        this.servers = servers;
        require(
                device.overheadSecondsPerBatch() == 0 && device.overheadJoulesPerBatch() == 0,
                "device/overheadPerBatch");
        this.deviceSpeed = device.processor().orElseThrow().macsPerSecond();
        this.deviceJoulesPerMac = device.processor().orElseThrow().joulesPerMac();
        this.deviceBytes = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        this.cloudSpeed = cloud.processor().macsPerSecond();
        this.cloudJoulesPerMac = cloud.processor().joulesPerMac();
        this.cloudMacs = model.cloudMacsPerEpoch();
        double[] macs = macs(scenario.workload().orElseThrow(), model, bitScale);
        double[] size = sizes(model, quantization);
        List<Integer> cuts = model.cutPoints();
        this.modelBits = Equations.cloudToEdgeBits(size);
        this.shallowBits = new double[cuts.size()];
        this.deepBytes = new double[cuts.size()];
        this.deviceMacs = new double[cuts.size()];
        this.serverMacs = new double[cuts.size()];
        for (int j = 0; j < cuts.size(); j++) {
            int cut = cuts.get(j);
            shallowBits[j] = Equations.edgeToDeviceBits(size, cut);
            deepBytes[j] = Arrays.stream(size, cut, size.length).reduce(0, Double::sum) / BITS_PER_BYTE;
            deviceMacs[j] = Equations.deviceMacs(macs, cut);
            serverMacs[j] = Equations.serverMacs(macs, cut);
        }
    }

    /**
     * The costs of one quantized model.
     *
     * @param problem with analytic costs, layers, weights as payload, no overheads, no latencies
     * @param servers the servers of that problem, shared by its pairs
     * @param model M_a
     * @param quantization q
     * @return its costs
     * @throws IllegalArgumentException if the problem asks for more than these loops compute
     */
    public static LiteralCosts of(Problem problem, Servers servers, ModelVersion model, Quantization quantization) {
        AnalyticCosts analytic = analytic(problem);
        require(model.variants().isEmpty(), "models/variants");
        require(quantization.updateBits() == quantization.weightBits(), "quantizations/updateBits");
        return new LiteralCosts(
                problem.scenario(),
                servers,
                model,
                quantization,
                analytic.bitScaling().at(quantization));
    }

    /**
     * {@return cells of one epoch, servers times cuts}
     */
    public int cells() {
        return servers.count() * shallowBits.length;
    }

    /**
     * Fills the cells of one epoch, by server, then by cut; +∞ where the shallow or the deep part does not fit.
     *
     * @param epoch k, from 1
     * @param seconds takes t
     * @param joules takes e
     */
    public void row(int epoch, double[] seconds, double[] joules) {
        int cell = 0;
        for (int x = 0; x < servers.count(); x++) {
            double cloudRate = servers.cloudLink[x].downBitsPerSecond(epoch);
            double deviceRate = servers.deviceLink[x].downBitsPerSecond(epoch);
            double cloudJoules = servers.cloudLink[x].downJoulesPerBit(epoch);
            double deviceJoules = servers.deviceLink[x].downJoulesPerBit(epoch);
            for (int j = 0; j < shallowBits.length; j++) {
                boolean fits = shallowBits[j] / BITS_PER_BYTE <= deviceBytes && deepBytes[j] <= servers.memoryBytes[x];
                seconds[cell] = fits ? seconds(x, j, cloudRate, deviceRate) : Double.POSITIVE_INFINITY;
                joules[cell] = fits ? joules(x, j, cloudJoules, deviceJoules) : Double.POSITIVE_INFINITY;
                cell++;
            }
        }
    }

    private double seconds(int x, int j, double cloudRate, double deviceRate) {
        return Equations.epochSeconds(
                Equations.runSeconds(
                        deviceMacs[j], deviceSpeed, serverMacs[j], servers.speed[x], cloudMacs, cloudSpeed),
                Equations.transferSeconds(modelBits, cloudRate, cloudRate, shallowBits[j], deviceRate, deviceRate));
    }

    private double joules(int x, int j, double cloudJoules, double deviceJoules) {
        return Equations.epochJoules(
                Equations.runJoules(
                        deviceMacs[j],
                        deviceJoulesPerMac,
                        serverMacs[j],
                        servers.joulesPerMac[x],
                        cloudMacs,
                        cloudJoulesPerMac),
                Equations.transferJoules(
                        modelBits, cloudJoules, cloudJoules, shallowBits[j], deviceJoules, deviceJoules));
    }

    private static AnalyticCosts analytic(Problem problem) {
        if (problem.costModel() instanceof AnalyticCosts costs) {
            require(costs.payload() == Payload.WEIGHTS, "costs/payload");
            require(!costs.requantizeEachEpoch(), "costs/requantizeEachEpoch");
            return costs;
        }
        throw new IllegalArgumentException("costs: must be analytic for literal loops");
    }

    private static void require(boolean condition, String field) {
        Check.that(condition, field, "given", "is not computed by the literal loops", "Use the planner instead.");
    }

    private static double[] macs(Workload workload, ModelVersion model, double bitScale) {
        return model.layers().stream()
                .mapToDouble(layer -> layer.macs() * workload.passesPerEpoch() * bitScale)
                .toArray();
    }

    private static double[] sizes(ModelVersion model, Quantization quantization) {
        return model.layers().stream()
                .mapToDouble(layer -> layer.parameters() * quantization.weightBits())
                .toArray();
    }

    /** The servers of one problem as plain arrays. */
    public static final class Servers {
        private final Link[] cloudLink;
        private final Link[] deviceLink;
        private final double[] speed;
        private final double[] joulesPerMac;
        private final double[] memoryBytes;

        private Servers(int count) {
            cloudLink = new Link[count];
            deviceLink = new Link[count];
            speed = new double[count];
            joulesPerMac = new double[count];
            memoryBytes = new double[count];
        }

        /**
         * Collects them.
         *
         * @param scenario with symmetric links, without overheads and latencies
         * @return the servers
         */
        public static Servers of(Scenario scenario) {
            List<EdgeServer> list = scenario.edgeServers();
            Servers servers = new Servers(list.size());
            for (int x = 0; x < list.size(); x++) {
                servers.set(x, list.get(x));
            }
            return servers;
        }

        /**
         * {@return X}
         */
        public int count() {
            return speed.length;
        }

        private void set(int x, EdgeServer server) {
            Processor processor = server.processor().orElseThrow();
            require(server.overheadSeconds() == 0 && server.overheadJoules() == 0, "edgeServers/" + x + "/overhead");
            require(
                    server.overheadSecondsPerBatch() == 0 && server.overheadJoulesPerBatch() == 0,
                    "edgeServers/" + x + "/overheadPerBatch");
            require(!server.hasSwitching(), "edgeServers/" + x + "/switch");
            cloudLink[x] = plain(server.cloudLink().orElseThrow(), x);
            deviceLink[x] = plain(server.deviceLink().orElseThrow(), x);
            speed[x] = processor.macsPerSecond();
            joulesPerMac[x] = processor.joulesPerMac();
            memoryBytes[x] = server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        }

        private static Link plain(Link link, int x) {
            boolean symmetric = link.uplinkBitsPerSecond().isEmpty()
                    && link.uplinkEnergy().isEmpty()
                    && link.energy() instanceof LinkEnergy.PerBit
                    && link.uplinkBitsPerSecondByEpoch().isEmpty();
            require(symmetric && link.latencySeconds() == 0, "edgeServers/" + x + "/link");
            return link;
        }
    }
}
