package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.cost.analytic.TrainingMemory;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.zoo.Architecture;
import io.github.jqodi.zoo.Hardware;
import io.github.jqodi.zoo.Transformer;
import io.github.jqodi.zoo.TransformerBlock.Matrix;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Scenarios of present practice beside the paper's: an inference in time, adapters of a language model, training in batches, a
 * day priced in carbon dioxide.
 */
final class PresentPractice {
    /** Joules per bit of Wi-Fi: received and sent by the device, each with the access point's share. */
    private static final double WI_FI_DOWN = (137.01 + 23.8) * 1e-9;

    private static final double WI_FI_UP = (283.17 + 23.8) * 1e-9;
    private static final double WI_FI_BITS_PER_SECOND = 29e6;
    private static final double ETHERNET = 40e-9;
    private static final double IDLE_RASPBERRY_PI_5 = 3.3;
    private static final double IDLE_RTX_3090 = 24;

    /** Life-cycle emissions of electricity, grams of carbon dioxide (equivalents) per kWh. */
    private static final double GAS = 490;

    private static final double SUN = 48;
    private static final double WIND = 11;
    private static final double WATER = 24;
    private static final double JOULES_PER_KWH = 3.6e6;

    private static final String PROCESSORS =
            "Peaks, rated watts and memory of processors are those of the zoo, with their sources there; idle watts are 3.3 of a Raspberry Pi 5 (iiab/iiab issue 4050) and 24 of an RTX 3090 (cuttingedgegamer.com/2022/12), and assumed to be 0 of the others, for want of a source.";
    private static final String WI_FI =
            "Wi-Fi: joules per bit of device and access point together (PureEdgeSim, simulation_parameters.properties: 283.17 and 23.8 nJ to send, 137.01 and 23.8 nJ to receive), 29 Mbit/s, the mean of 30 recorded traces (yguruprasad), 3 ms assumed. Ethernet 40 nJ per bit (there too) at an assumed 1 Gbit/s and 2 ms.";

    /** Of training in batches. */
    private static final AnalyticCosts BATCH_COSTS = AnalyticCosts.DEFAULT
            .withPayload(Payload.BOTH)
            .withBitScaling(new BitScaling.Floor(0.11))
            .withTrainingMemory(TrainingMemory.DEFAULT);

    private PresentPractice() {}

    /** One image, in a tenth of a second. */
    static Problem resnet18Inference() {
        Scenario scenario = Scenario.builder("resnet18-inference", Target.ofAccuracy(0.1, 0.7))
                .task(Task.INFERENCE)
                .note(
                        "A camera classifies an image with ResNet-18 in a tenth of a second, alone or with the help of a GPU in the next room.")
                .note(
                        "Accuracies and speed-ups are those that the HAWQ model zoo publishes for ImageNet: 71.47 % at 32 bits, 71.56 % at 8 bits (entered as no change) and 3.00 times as fast, 68.45 % at 4 bits and 4.44 times as fast.")
                .note(PROCESSORS)
                .note(WI_FI)
                .note(
                        "Assumed: 0.1 s and 70 %; utilizations of 0.1 and 0.05 of the FP32 peak for a single image; a millisecond for the server to take up a request; the cloud, which an inference does not need.")
                .cloud(Hardware.A100.cloud(0.1))
                .device(raspberryPi5(0.1))
                .edgeServer(rtx3090(0.05).withOverhead(0.001, 0.35))
                .edgeServer(Hardware.JETSON_ORIN_NANO.edgeServer(0.1, ethernet(), wiFi()))
                .bitWidths(4, 8, 32)
                .workload(Workload.of(0, 0)
                        .withInput(Architecture.RESNET18.input().elements(), Workload.DEFAULT_INPUT_BITS))
                .model(withAllCuts(Architecture.RESNET18.toModelVersion(0.7147)))
                .build();
        Estimators changes = Estimators.of(new EstimateTable(List.of(
                EstimateTable.Row.ofInference(QuantizedModel.of("ResNet-18", 8), new LossEstimate(0, 0)),
                EstimateTable.Row.ofInference(QuantizedModel.of("ResNet-18", 4), new LossEstimate(-0.0302, -0.0302)))));
        AnalyticCosts costs = AnalyticCosts.DEFAULT
                .withPayload(Payload.BOTH)
                .withBitScaling(new BitScaling.Table(Map.of("4", 1 / 4.44, "8", 1 / 3.0, "32", 1.0)));
        return new Problem(scenario, changes, costs);
    }

    /** Adapters of a small language model, on texts that do not leave the device. */
    static Problem loraDecoder() {
        Transformer decoder = Transformer.halfBillionDecoder(512);
        Scenario scenario = Scenario.builder("lora-decoder", Target.of(3600, 1.2))
                .note(
                        "Low-rank adapters of a decoder of half a billion weights (Qwen2.5-0.5B) are trained on texts of 512 tokens that stay on a Jetson Orin Nano, with two edge GPUs for the deeper blocks. Everything else is frozen and placed once.")
                .note(
                        "Layers are those of the published configuration; adapters of rank 8 beside every matrix of a block have 4,399,104 weights.")
                .note(PROCESSORS)
                .note(
                        "Memory: 32 bits of gradient and 64 of optimizer for each trained weight, as Adam in single precision keeps, and the outputs of blocks at 16 bits, as with checkpoints at every block.")
                .note(
                        "Links: Ethernet at 1 Gbit/s and 40 nJ per bit (PureEdgeSim, simulation_parameters.properties), 2 ms assumed.")
                .note(
                        "Assumed: utilizations of 0.3 of the FP32 peak at 16 bits, without tensor cores; 600 and 60 texts in batches of 4; three epochs, with a spread of one, from a loss of 1.6 to one below 1.2; an hour.")
                .schedule(SchedulePolicy.FIXED)
                .cloud(Hardware.A100.cloud(0.3))
                .device(Hardware.JETSON_ORIN_NANO.device(0.3))
                .edgeServer(Hardware.RTX_3090
                        .edgeServer(0.3, ethernet(), ethernet())
                        .withPower(Power.ofIdle(IDLE_RTX_3090)))
                .edgeServer(Hardware.RTX_4090.edgeServer(0.3, ethernet(), ethernet()))
                .quantizations(List.of(Quantization.named("bf16", 16)))
                .workload(Workload.of(600, 60).withInput(512, 32).withBatchSize(4))
                .model(ModelVersion.of("Qwen2.5-0.5B", 1.6, decoder.layersWithAdapters(8, EnumSet.allOf(Matrix.class))))
                .build();
        Estimators estimates = Estimators.of(new EstimateTable(
                List.of(EstimateTable.Row.of(new QuantizedModel("Qwen2.5-0.5B", "bf16"), EpochEstimate.normal(3, 1))
                        .withReaches(1.2))));
        AnalyticCosts costs = AnalyticCosts.DEFAULT
                .withPayload(Payload.BOTH)
                .withBitScaling(new BitScaling.Floor(0.11))
                .withPlacement(Placement.FIRST_EPOCH)
                .withTrainingMemory(new TrainingMemory(32, 64, 16));
        return new Problem(scenario, estimates, costs);
    }

    /** Images in batches, whose features and gradients cross a wireless link. */
    static Problem mobileNetOverWiFi() {
        Scenario scenario = Scenario.builder("mobilenet-wifi", Target.of(7200, 0.28))
                .note(
                        "A Raspberry Pi 5 adapts MobileNetV2 to its own images in batches of 32; features and gradients cross Wi-Fi batch by batch, images stay where they are.")
                .note(PROCESSORS)
                .note(WI_FI)
                .note(
                        "Assumed: utilizations of 0.1 of the FP32 peak; 0.02 s a batch for the server to take up; 1000 and 200 images; losses are errors, 0.35 before and less than 0.28 wanted, which takes 14 epochs with a spread of 2 at 8 bits and 12 at 16 bits; two hours.")
                .cloud(Hardware.A100.cloud(0.1))
                .device(raspberryPi5(0.1))
                .edgeServer(rtx3090(0.1).withOverheadPerBatch(0.02, 7))
                .edgeServer(Hardware.JETSON_AGX_ORIN
                        .edgeServer(0.1, ethernet(), wiFi())
                        .withOverheadPerBatch(0.02, 1.2))
                .bitWidths(8, 16)
                .workload(images())
                .model(Architecture.MOBILENET_V2.toModelVersion(0.35))
                .build();
        return new Problem(scenario, reached(14, 12), BATCH_COSTS);
    }

    /** Images as above, an epoch an hour from midnight, where electricity is cleaner by day here and by night there. */
    static Problem carbonDay() {
        List<Double> city = hours(PresentPractice::cityGrams);
        List<Double> coast = hours(PresentPractice::coastGrams);
        Prices grams = Prices.ofJoules(perJoule(WATER))
                .withPerJouleByEpoch("RaspberryPi5", city)
                .withPerJouleByEpoch("city", city)
                .withPerJouleByEpoch("city-RaspberryPi5", city)
                .withPerJouleByEpoch("A100-city", city)
                .withPerJouleByEpoch("coast", coast)
                .withPerJouleByEpoch("coast-RaspberryPi5", coast)
                .withPerJouleByEpoch("A100-coast", coast);
        Scenario scenario = Scenario.builder("carbon-day", Target.of(600, 0.28))
                .objective(new Objective.Price(grams))
                .note(
                        "A Raspberry Pi 5 adapts MobileNetV2 in one epoch an hour from midnight on, with an L4 in its city or one at the coast. What is minimised are grams of carbon dioxide: the price of a joule in epoch k is that of the grid in hour k.")
                .note(
                        "Life-cycle emissions in grams of CO2 equivalents per kWh: natural gas 490, solar power 48, onshore wind 11, hydropower 24 (IPCC, Fifth Assessment Report, Working Group III, Annex III, Table A.III.2, medians).")
                .note(PROCESSORS)
                .note(WI_FI)
                .note(
                        "Assumed: who feeds the grids when. In the city solar power up to six tenths at noon, as the sine of the hours since six, and gas for the rest; at the coast wind, eight tenths at midnight and four at noon, and gas for the rest; hydropower in the cloud. A link is priced as its edge server.")
                .note(
                        "Assumed: utilizations of 0.1 of the FP32 peak; 0.02 s a batch for a server to take up; 1000 and 200 images in batches of 32; losses are errors, 0.35 before and less than 0.28 wanted, which takes 20 epochs with a spread of 2 at 8 bits and 18 at 16 bits; ten minutes of work, without the waits between.")
                .cloud(Hardware.A100.cloud(0.1))
                .device(raspberryPi5(0.1))
                .edgeServer(l4("city"))
                .edgeServer(l4("coast"))
                .bitWidths(8, 16)
                .workload(images())
                .model(Architecture.MOBILENET_V2.toModelVersion(0.35))
                .build();
        return new Problem(scenario, reached(20, 18), BATCH_COSTS);
    }

    /** Grams per joule in each hour of a day. */
    private static List<Double> hours(DoubleUnaryOperator gramsPerKwh) {
        return IntStream.range(0, 24)
                .mapToObj(hour -> perJoule(gramsPerKwh.applyAsDouble(hour + 0.5)))
                .toList();
    }

    /** To a billionth of a gram, for the file's sake. */
    private static double perJoule(double gramsPerKwh) {
        return Math.rint(gramsPerKwh / JOULES_PER_KWH * 1e9) / 1e9;
    }

    private static double cityGrams(double hour) {
        double sun = 0.6 * Math.max(0, Math.sin(Math.PI * (hour - 6) / 12));
        return sun * SUN + (1 - sun) * GAS;
    }

    private static double coastGrams(double hour) {
        double wind = 0.6 + 0.2 * Math.cos(Math.PI * hour / 12);
        return wind * WIND + (1 - wind) * GAS;
    }

    /** A device's own images, in batches of 32. */
    private static Workload images() {
        return Workload.of(1000, 200)
                .withInput(Architecture.MOBILENET_V2.input().elements(), Workload.DEFAULT_INPUT_BITS)
                .withBatchSize(32);
    }

    /** An error of 0.28 by MobileNetV2, after so many epochs with a spread of 2. */
    private static Estimators reached(double meanAt8Bits, double meanAt16Bits) {
        return Estimators.of(new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("MobileNetV2", 8), EpochEstimate.normal(meanAt8Bits, 2))
                        .withReaches(0.28),
                EstimateTable.Row.of(QuantizedModel.of("MobileNetV2", 16), EpochEstimate.normal(meanAt16Bits, 2))
                        .withReaches(0.28))));
    }

    private static Device raspberryPi5(double utilization) {
        return Hardware.RASPBERRY_PI_5.device(utilization).withPower(Power.ofIdle(IDLE_RASPBERRY_PI_5));
    }

    private static EdgeServer rtx3090(double utilization) {
        return Hardware.RTX_3090.edgeServer(utilization, ethernet(), wiFi()).withPower(Power.ofIdle(IDLE_RTX_3090));
    }

    private static EdgeServer l4(String name) {
        return Hardware.L4
                .edgeServer(0.1, ethernet(), wiFi())
                .withOverheadPerBatch(0.02, 1.44)
                .withName(name);
    }

    private static Link ethernet() {
        return Link.of(1e9, ETHERNET).withLatencySeconds(0.002);
    }

    private static Link wiFi() {
        return Link.of(WI_FI_BITS_PER_SECOND, WI_FI_DOWN)
                .withUplink(WI_FI_BITS_PER_SECOND, WI_FI_UP)
                .withLatencySeconds(0.003);
    }

    /** All on the server and all on the device too. */
    private static ModelVersion withAllCuts(ModelVersion model) {
        return model.withCuts(
                IntStream.rangeClosed(0, model.layerCount()).boxed().toList());
    }
}
