package io.github.jqodi.bench.scenario;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.zoo.Architecture;
import io.github.jqodi.zoo.Hardware;
import java.util.List;

/** The paper's Section II: two models at 4 bits and 1 bit, an RTX 3090 and a GTX 1080, every cut from p0 on. */
final class MotivatingExample {
    private static final double CLOUD_PASSES = 6000;

    private MotivatingExample() {}

    static Problem problem() {
        Coefficients fitted = Coefficients.LITERAL_RELAXED;
        Scenario scenario = Scenario.builder("motivating-example", Target.of(250, 0.02))
                .note(
                        "The motivating example of the paper (doi 10.1109/TON.2026.3689748, Section II): ResNet-20 and LeNet-like at 4 bits and 1 bit, Raspberry Pi 5, RTX 3090, GTX 1080 and A100, 2000 training and 500 validation images of 10 classes of CIFAR-100.")
                .note(
                        "Published are models, widths, nodes, data, cuts from 0 (all on the server, Fig. 3) and that LeNet-like at 1 bit cannot be restored (Observation 2).")
                .note(
                        "Speeds and energies are unpublished. Those of Raspberry Pi 5, RTX 3090, A100 and their links are the ones fitted to the totals of Section V, which are not physical (see paper-data1).")
                .note(
                        "Assumed: the GTX 1080 reaches the share of its peak and draws the share of its rated power that the fitted RTX 3090 does of its own, over the same links with the same overhead; 250 s; a target loss of 0.02 as in Section V; epochs at 4 bits as in Table VII, whose images are from CIFAR-100 too; ResNet20 never reaches the target at 1 bit, since Tables VI and VII say so of 2 bits; the other assumptions of paper-data1.")
                .schedule(SchedulePolicy.FIXED)
                .cloud(Cloud.of(
                        "A100", fitted.a100().macsPerSecond(), fitted.a100().joulesPerMac()))
                .device(fitted.device())
                .edgeServer(fitted.rtx3090())
                .edgeServer(gtx1080(fitted.rtx3090()))
                .bitWidths(4, 1)
                .workload(Workload.of(2000, 500)
                        .withInput(Architecture.LENET_LIKE.input().elements(), Workload.DEFAULT_INPUT_BITS))
                .model(model(Architecture.LENET_LIKE, 0.0186))
                .model(model(Architecture.RESNET20, 0.0156))
                .build();
        Estimators estimates = Estimators.of(new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("LeNet-like", 4), EpochEstimate.of(53, 56))
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("LeNet-like", 1), EpochEstimate.never())
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("ResNet20", 4), EpochEstimate.of(59, 62))
                        .withReaches(0.02),
                EstimateTable.Row.of(QuantizedModel.of("ResNet20", 1), EpochEstimate.never())
                        .withReaches(0.02))));
        return new Problem(scenario, estimates, Calibration.LITERAL_RELAXED.costs());
    }

    private static ModelVersion model(Architecture architecture, double loss) {
        Network network = architecture.network();
        return architecture
                .toModelVersion(loss)
                .withCloudMacsPerEpoch(network.macs() * CLOUD_PASSES)
                .withCuts(List.of(0, 1, 2, 3, 4));
    }

    private static EdgeServer gtx1080(EdgeServer rtx3090) {
        Processor fitted = rtx3090.processor().orElseThrow();
        Processor peak = Hardware.RTX_3090.processor(1);
        double speedShare = fitted.macsPerSecond() / peak.macsPerSecond();
        double watts = fitted.macsPerSecond() * fitted.joulesPerMac();
        double powerShare = watts / Hardware.RTX_3090.ratedWatts();
        return EdgeServer.of(
                        Hardware.GTX_1080.label(),
                        Hardware.GTX_1080.processor(speedShare, powerShare * Hardware.GTX_1080.ratedWatts()),
                        rtx3090.cloudLink().orElseThrow(),
                        rtx3090.deviceLink().orElseThrow())
                .withOverhead(rtx3090.overheadSeconds(), rtx3090.overheadJoules());
    }
}
