package io.github.jqodi.estimators.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.scenario.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cuts of networks whose layers others measured on two nodes, planned by three kinds of times, and what the planned cut takes by the
 * measured ones: all measured; a quarter of the server's layers predicted by three terms; or each node's total, spread by MACs.
 */
class PlannedCutsTest {
    private static final double[] RATES = IntStream.rangeClosed(0, 16)
            .mapToDouble(i -> Math.pow(10, 5 + i / 4.0))
            .toArray();
    private static final List<String> OBJECTIVES = List.of("energy", "time", "interval");

    /** A network on two nodes. */
    private record Network(
            String name, double inputElements, List<Layer> layers, List<Double> device, List<Double> server) {
        Network turned() {
            return new Network(name + ", turned", inputElements, layers, /* device= */ server, /* server= */ device);
        }

        /** Each node's total, by multiply-adds. */
        Network byMacs() {
            return new Network(name, inputElements, layers, spread(device), spread(server));
        }

        private List<Double> spread(List<Double> seconds) {
            double total = seconds.stream().mapToDouble(Double::doubleValue).sum();
            double macs = layers.stream().mapToDouble(Layer::macs).sum();
            return layers.stream().map(layer -> total * layer.macs() / macs).toList();
        }

        /** Every fourth layer of the server predicted from the others. */
        Network partlyPredicted() {
            List<LayerTime> times = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                times.add(LayerTime.of("device", layers.get(i).name(), device.get(i)));
                if (i % 4 != 3) {
                    times.add(LayerTime.of("server", layers.get(i).name(), server.get(i)));
                }
            }
            LayerProfile whole = ProfileCompletion.completed(new LayerProfile(times, List.of()).withWorkOf(layers));
            Map<String, Double> predicted = new TreeMap<>();
            whole.times().stream()
                    .filter(time -> time.node().equals("server"))
                    .forEach(time -> predicted.put(time.layer(), time.forwardSeconds()));
            return new Network(
                    name,
                    inputElements,
                    layers,
                    device,
                    layers.stream()
                            .map(layer -> Objects.requireNonNull(predicted.get(layer.name())))
                            .toList());
        }

        Plan plan(String objective, double rate, List<Integer> cuts) {
            List<LayerTime> times = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                times.add(LayerTime.of("device", layers.get(i).name(), device.get(i)));
                times.add(LayerTime.of("server", layers.get(i).name(), server.get(i)));
            }
            LayerProfile profile = new LayerProfile(times, List.of());
            return Planner.create()
                    .plan(world(objective, rate)
                            .and(ScenarioPart.EMPTY
                                    .withModel("net", layers, cuts)
                                    .withCosts(AnalyticCosts.DEFAULT.withProfile(new Profile(profile.costs("net")))))
                            .toProblem())
                    .plan()
                    .orElseThrow();
        }

        private ScenarioPart world(String objective, double rate) {
            return ScenarioPart.parse(String.format(Locale.ROOT, """
                    {"name": "cuts", "task": "inference", "target": {"deadlineSeconds": 1e6, "loss": 1},
                     "objective": {"minimise": "%s"},
                     "cloud": {"name": "cloud", "macsPerSecond": 1e12, "watts": 1},
                     "device": {"name": "device", "watts": 10},
                     "edgeServers": [{"name": "server", "watts": 40,
                       "cloudLink": {"bitsPerSecond": 1e9, "watts": 1},
                       "deviceLink": {"bitsPerSecond": %s, "watts": 2}}],
                     "bitWidths": [32],
                     "workload": {"trainSamples": 0, "validationSamples": 0, "inputElements": %s},
                     "models": [{"name": "net", "loss": 0.5}],
                     "inference": {"samples": 16}}""", objective, rate, inputElements));
        }

        List<Integer> allCuts() {
            return IntStream.rangeClosed(0, layers.size()).boxed().toList();
        }
    }

    @Test
    void measuredTimesPlanTheBestCutAndPredictedOnesNearlySoWhereMacsDoNot() throws IOException {
        List<Network> networks = new ArrayList<>();
        for (Network network : List.of(alexNet(), visionTransformer("base", 768), visionTransformer("large", 1024))) {
            networks.add(network);
            networks.add(network.turned());
        }
        double measured = 0;
        double predicted = 0;
        double byMacs = 0;
        for (Network network : networks) {
            double own = worstLoss(network, network);
            double partly = worstLoss(network, network.partlyPredicted());
            double macs = worstLoss(network, network.byMacs());
            measured = Math.max(measured, own);
            predicted = Math.max(predicted, partly);
            byMacs = Math.max(byMacs, macs);
        }
        assertEquals(0, measured, 1e-9);
        assertTrue(predicted <= 0.03, "predicted " + predicted);
        assertTrue(byMacs >= 0.16, "by MACs " + byMacs);
    }

    /** What the worst planned cut takes more than the best measured one, over all rates and objectives. */
    private static double worstLoss(Network measured, Network believed) {
        double worst = 0;
        for (String objective : OBJECTIVES) {
            for (double rate : RATES) {
                int cut = believed.plan(objective, rate, believed.allCuts())
                        .schedule()
                        .get(0)
                        .cut();
                double best = measured.plan(objective, rate, measured.allCuts()).objective();
                double taken = measured.plan(objective, rate, List.of(cut)).objective();
                worst = Math.max(worst, taken / best - 1);
            }
        }
        return worst;
    }

    /** Blocks between pooling layers; MACs and shapes of the published network at 224x224. */
    private static Network alexNet() throws IOException {
        List<Layer> layers = List.of(
                new Layer("0", 70_276_800, 23_296, 46_656),
                new Layer("1", 223_948_800, 307_392, 32_448),
                new Layer("2", 112_140_288, 663_936, 64_896),
                new Layer("3", 149_520_384, 884_992, 43_264),
                new Layer("4", 99_680_256, 590_080, 9_216),
                new Layer("5", 37_748_736, 37_752_832, 4_096),
                new Layer("6", 16_777_216, 16_781_312, 4_096),
                new Layer("7", 4_096_000, 4_097_000, 1_000));
        try (InputStream device = PublicData.open("inputs/profiles/torchprof_README.md");
                InputStream server = PublicData.open("inputs/profiles/trtexec_alexnet_fp16.profile.json")) {
            return new Network(
                    "AlexNet",
                    3 * 224 * 224,
                    layers,
                    blocks(ModuleTimeTree.read(device, "device")),
                    blocks(TensorRtProfile.read(server, "server", Optional.empty(), OptionalInt.empty())));
        }
    }

    private static List<Double> blocks(LayerProfile profile) {
        double[] seconds = new double[8];
        int block = 0;
        for (LayerTime time : profile.times()) {
            block = Math.max(block, block(time.layer()));
            seconds[block] += time.forwardSeconds();
        }
        return Arrays.stream(seconds).boxed().toList();
    }

    /** By the first module of a name; what has none belongs to the block before it. */
    private static int block(String name) {
        String[] starts = {"features.0", "features.3", "features.6", "features.8", "features.10"};
        String[] gemms = {"classifier_1/", "classifier_4/", "classifier_6/"};
        String[] linears = {"classifier.1", "classifier.4", "classifier.6"};
        int block = name.equals("classifier.0") || name.equals("avgpool") ? 5 : 0;
        for (int i = 0; i < starts.length; i++) {
            block = name.contains(starts[i]) ? i : block;
        }
        for (int i = 0; i < gemms.length; i++) {
            block = name.contains(gemms[i]) || name.equals(linears[i]) ? 5 + i : block;
        }
        return block;
    }

    /** Four parts of each of its blocks, as PipeEdge cuts them: attention, its projection, the wide layer, the narrow one. */
    private static Network visionTransformer(String size, double width) throws IOException {
        double tokens = 197;
        double wide = 4 * width;
        List<double[]> seconds = List.of(new double[96], new double[96]);
        List<Layer> layers = new ArrayList<>();
        try (InputStream in = PublicData.open("layers/pipeedge_vit_layer_times.csv")) {
            CsvTable.open(new TextInput(in), CsvDialect.DEFAULT).forEach(row -> {
                if (!row.text("model").contains(size)) {
                    return;
                }
                int layer = row.whole("layer");
                boolean first = row.text("device").startsWith("Minnowboard");
                seconds.get(first ? 0 : 1)[layer - 1] = row.number("time_s") / row.number("batch_size");
                if (first) {
                    double[] macs = {
                        3 * tokens * width * width + 2 * tokens * tokens * width,
                        tokens * width * width,
                        tokens * width * wide,
                        tokens * width * wide
                    };
                    double[] weights = {3 * width * width, width * width, width * wide, width * wide};
                    int part = (layer - 1) % 4;
                    layers.add(new Layer(
                            Integer.toString(layer), macs[part], weights[part], row.number("params_out_per_sample")));
                }
            });
        }
        return new Network(
                "ViT-" + size,
                3 * 224 * 224,
                layers,
                Arrays.stream(seconds.get(0)).limit(layers.size()).boxed().toList(),
                Arrays.stream(seconds.get(1)).limit(layers.size()).boxed().toList());
    }
}
