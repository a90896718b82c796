package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.AnalyticCosts;
import io.github.jqodi.cost.BitScaling;
import io.github.jqodi.cost.Payload;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;

/** The two data requests of the paper's Section V, as published and with physically plausible coefficients. */
final class PaperScenarios {
    private static final String LENET = "LeNet-like";
    private static final String RESNET = "ResNet20";
    private static final String VGG = "VGG-like";
    private static final Integer[] WIDTHS = {2, 4, 6, 8};
    /** F_a is this many forward passes of the model per epoch, whatever the device's data. */
    private static final double CLOUD_PASSES = 6000;

    /** K_exp and K_rob of Tables VI and VII, by model, then by width; 0 for ∞. */
    static final int[][][] TABLE_VI = {
        {{126, 132}, {44, 48}, {33, 36}, {26, 29}},
        {{0, 0}, {56, 60}, {48, 50}, {42, 44}},
        {{71, 76}, {43, 46}, {39, 42}, {29, 31}}
    };

    private static final int[][][] TABLE_VII = {
        {{145, 152}, {53, 56}, {36, 39}, {33, 35}},
        {{0, 0}, {59, 62}, {47, 49}, {50, 52}},
        {{113, 119}, {73, 77}, {69, 72}, {58, 60}}
    };

    private static final List<String> NOTES = List.of(
            "Data, models, bit-widths, deadlines, losses and epochs are the paper's (doi 10.1109/TON.2026.3689748, Section V, Tables VI and VII): expected and robust epochs as printed.",
            "Speeds and energies are unpublished. They were fitted so that Eqs. 1-10 give the published totals; other sets would do so too.",
            "Assumed: work s(q) = floor + (1 - floor)·q/32, 3 passes per training and 1 per validation image, 6000 forward passes of the model per epoch on the cloud, no cost of quantizing, a fixed cost per epoch on each edge server, ResNet20 as He's ResNet-20.");

    private PaperScenarios() {}

    static Problem paperData1() {
        return published("paper-data1", true);
    }

    static Problem paperData2() {
        return published("paper-data2", false);
    }

    static Problem realisticData1() {
        return realistic("realistic-data1", true);
    }

    static Problem realisticData2() {
        return realistic("realistic-data2", false);
    }

    private static Problem published(String name, boolean first) {
        Scenario.Builder builder = world(name, first, Coefficients.LITERAL_RELAXED)
                .schedule(SchedulePolicy.FIXED)
                .note(
                        "These coefficients are not physical: they charge the Wi-Fi links 100 W and 72 W and the Raspberry Pi 0.62 W, because the published equations move weights only.");
        AnalyticCosts costs = AnalyticCosts.DEFAULT.withBitScaling(new BitScaling.Floor(0.4));
        return new Problem(builder.build(), estimates(first), costs);
    }

    private static Problem realistic(String name, boolean first) {
        Scenario.Builder builder = world(name, first, Coefficients.FEATURES_PHYSICAL)
                .note(
                        "Features of 8 bits go up and gradients come back besides the weights; every node stays within the power the paper's Tables II-IV rate it at. The A100 sits on its 400 W, the wired links stay at 11 and 14 Mbit/s.");
        AnalyticCosts costs = AnalyticCosts.DEFAULT
                .withPayload(Payload.BOTH)
                .withFeatureBits(8)
                .withBitScaling(new BitScaling.Floor(0.25));
        return new Problem(builder.build(), estimates(first), costs);
    }

    private static Scenario.Builder world(String name, boolean first, Coefficients coefficients) {
        Scenario.Builder builder = Scenario.builder(name, Target.of(first ? 180 : 2000, 0.02));
        builder.note(
                first
                        ? "Data 1 of the paper: 2000 training and 500 validation images like CIFAR-10, 180 s."
                        : "Data 2 of the paper: 5000 training and 1000 validation images of CIFAR-100, 2000 s.");
        NOTES.forEach(builder::note);
        return coefficients
                .addTo(builder)
                .bitWidths(WIDTHS)
                .workload((first ? Workload.of(2000, 500) : Workload.of(5000, 1000))
                        .withInput(PaperModels.CIFAR.elements(), Workload.DEFAULT_INPUT_BITS))
                .model(model(LENET, 0.0186, PaperModels.lenetLike(), first ? 0.0186 : 0.02))
                .model(model(RESNET, 0.0156, PaperModels.resnet20(), 0.02))
                .model(model(VGG, 0.0188, PaperModels.vggLike(), first ? 0.0188 : 0.02));
    }

    private static ModelVersion model(String name, double loss, Network network, double lossTarget) {
        ModelVersion model =
                ModelVersion.of(name, loss, network.layers()).withCloudMacsPerEpoch(network.macs() * CLOUD_PASSES);
        return lossTarget == 0.02 ? model : model.withLossTarget(lossTarget);
    }

    private static Estimators estimates(boolean first) {
        List<String> models = List.of(LENET, RESNET, VGG);
        int[][][] table = first ? TABLE_VI : TABLE_VII;
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            for (int q = 0; q < WIDTHS.length; q++) {
                int[] epochs = table[m][q];
                EpochEstimate estimate =
                        epochs[0] == 0 ? EpochEstimate.never() : EpochEstimate.of(epochs[0], epochs[1]);
                rows.add(EstimateTable.Row.of(models.get(m), WIDTHS[q], estimate));
            }
        }
        return Estimators.of(new EstimateTable(rows));
    }
}
