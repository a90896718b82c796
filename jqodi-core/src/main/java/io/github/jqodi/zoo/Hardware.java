package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;

/**
 * Processors by their published peak and rated power, both the caller's to change.
 *
 * <p>The utilization is the operations that a workload needs, over those that the processor could have done in the time it
 * took: what is published as model FLOPs utilization. It depends on network, batch and software, so it is a parameter and
 * always an assumption, best replaced by a measurement: work of a batch over its time, over the peak. Usual are 0.3 to 0.5 of
 * the half-precision peak of tensor cores where large language models are trained on many GPUs (Chowdhery and others, PaLM,
 * 2022, table 3: 0.21 to 0.46). As a rule of thumb, large convolutional networks in large batches reach 0.1 to 0.5 of the FP32
 * peak, small networks or batches 0.01 to 0.1; the speeds fitted to the paper's totals are 0.02 to 0.19 of these peaks (READINGS
 * 4.3). A workload that runs on tensor cores takes their peak, by {@link #processorOfPeak(double, double, double)}.
 *
 * <p>One multiply-add is two floating-point operations. Energy per multiply-add is power over effective speed. Bits below 32
 * are the cost model's matter.
 */
public enum Hardware {
    /**
     * Raspberry Pi 5. Peak: 4 cores of 2.4 GHz with 16 FP32 operations per cycle, computed, 153.6 GFLOP/s (Linpack in
     * double precision measures 30.2, geerlingguy/top500-benchmark). Power: 12 W rated (Table II of the paper), 11 W under
     * Linpack. Memory: 8 GB model.
     */
    RASPBERRY_PI_5("RaspberryPi5", 153.6e9, 12, 8e9),

    /**
     * Raspberry Pi 4. Peak: 4 cores of 1.8 GHz with 8 FP32 operations per cycle, computed, 57.6 GFLOP/s (Linpack in double
     * precision measures 11.9, geerlingguy/top500-benchmark). Power: 7.2 W under Linpack (there too). Memory: 8 GB model.
     */
    RASPBERRY_PI_4("RaspberryPi4", 57.6e9, 7.2, 8e9),

    /**
     * NVIDIA Jetson Orin Nano 8 GB. Peak FP32: 1024 cores of 625 MHz with 2 operations per cycle, computed, 1.28 TFLOP/s;
     * 15 W, the larger of its two modes (Jetson Orin Nano series data sheet, DS-11105). The modes of 2024 up to 25 W run it at
     * 1.02 GHz, 2.09 TFLOP/s. Memory: 8 GB, shared with the CPU.
     */
    JETSON_ORIN_NANO("JetsonOrinNano", 1.28e12, 15, 8e9),

    /**
     * NVIDIA Jetson AGX Orin 64 GB. Peak FP32: 2048 cores of 1.3 GHz with 2 operations per cycle, 5.3 TFLOP/s; 60 W, the
     * largest of its modes (Jetson AGX Orin series technical brief). Memory: 64 GB, shared with the CPU.
     */
    JETSON_AGX_ORIN("JetsonAGXOrin", 5.3e12, 60, 64e9),

    /**
     * NVIDIA T4. Peak FP32 8.1 TFLOP/s, FP16 on tensor cores 65; 70 W; 16 GB (NVIDIA T4 data sheet).
     */
    T4("T4", 8.1e12, 70, 16e9),

    /**
     * NVIDIA L4. Peak FP32 30.3 TFLOP/s, FP16 on tensor cores 121 dense; 72 W; 24 GB (NVIDIA L4 data sheet, which prints tensor
     * peaks with sparsity, twice as much).
     */
    L4("L4", 30.3e12, 72, 24e9),

    /**
     * NVIDIA GeForce GTX 1080. Peak FP32 8.2 TFLOP/s and 180 W (fudzilla.net/news/graphics/40701; mlco2/impact,
     * {@code data/gpus.csv}). Memory: 8 GB.
     */
    GTX_1080("GTX1080", 8.2e12, 180, 8e9),

    /**
     * NVIDIA GeForce RTX 3090. Peak FP32 35.58 TFLOP/s (mlco2/impact, {@code data/gpus.csv}); 350 W (Table III of the
     * paper). Memory: 24 GB (Table III).
     */
    RTX_3090("RTX3090", 35.58e12, 350, 24e9),

    /**
     * NVIDIA GeForce RTX 4090. Peak FP32 82.58 TFLOP/s (waredb.com/processor/nvidia-geforce-rtx-4090); 450 W (Table III of
     * the paper). Memory: 24 GB (Table III).
     */
    RTX_4090("RTX4090", 82.58e12, 450, 24e9),

    /**
     * NVIDIA A100 SXM4 80 GB. Peak FP32 19.5 TFLOP/s without tensor cores, which is less than an RTX 4090 has
     * (glennklockwood.com/garden/processors/A100, after the maker's data sheet); 400 W (Table IV of the paper). Memory: 80
     * GB (Table IV).
     */
    A100("A100", 19.5e12, 400, 80e9),

    /**
     * NVIDIA H100 SXM5 80 GB. Peak FP32 67 TFLOP/s without tensor cores, BF16 on them 989 dense; 700 W; 80 GB (NVIDIA H100 data
     * sheet, which prints tensor peaks with sparsity, twice as much).
     */
    H100("H100", 67e12, 700, 80e9);

    private static final double FLOP_PER_MAC = 2;

    private final String label;
    private final double peakFlopPerSecond;
    private final double ratedWatts;
    private final double memoryBytes;

    Hardware(String label, double peakFlopPerSecond, double ratedWatts, double memoryBytes) {
        this.label = label;
        this.peakFlopPerSecond = peakFlopPerSecond;
        this.ratedWatts = ratedWatts;
        this.memoryBytes = memoryBytes;
    }

    /**
     * {@return the name for people and files}
     */
    public String label() {
        return label;
    }

    /**
     * {@return peak FP32 operations per second, two per multiply-add}
     */
    public double peakFlopPerSecond() {
        return peakFlopPerSecond;
    }

    /**
     * {@return rated power, watts}
     */
    public double ratedWatts() {
        return ratedWatts;
    }

    /**
     * {@return memory, bytes}
     */
    public double memoryBytes() {
        return memoryBytes;
    }

    /**
     * Effective speed at a share of the peak, at rated power: an upper bound of the energy at that speed.
     *
     * @param utilization assumed share of the peak that is reached, above 0, at most 1
     * @return v and ε
     */
    public Processor processor(double utilization) {
        return processor(utilization, ratedWatts);
    }

    /**
     * Effective speed at a share of the peak, at a power of the caller's.
     *
     * @param utilization assumed share of the peak that is reached, above 0, at most 1
     * @param watts power drawn while computing, finite, {@code >= 0}
     * @return v and ε
     */
    public Processor processor(double utilization, double watts) {
        return processorOfPeak(peakFlopPerSecond, utilization, watts);
    }

    /**
     * Effective speed at a share of any peak: of tensor cores, of another clock, of a processor that is not listed.
     *
     * @param peakFlopPerSecond operations per second, two per multiply-add, finite, {@code > 0}
     * @param utilization assumed share of that peak that is reached, above 0, at most 1
     * @param watts power drawn while computing, finite, {@code >= 0}
     * @return v and ε
     */
    public static Processor processorOfPeak(double peakFlopPerSecond, double utilization, double watts) {
        Check.positive("peakFlopPerSecond", peakFlopPerSecond);
        Check.that(
                utilization > 0 && utilization <= 1,
                "utilization",
                utilization,
                "must be above 0 and at most 1",
                utilization > 1 && utilization <= 100 ? "Maybe " + utilization / 100 + " is meant." : "");
        Check.nonNegative("watts", watts);
        double macsPerSecond = utilization * peakFlopPerSecond / FLOP_PER_MAC;
        return new Processor(macsPerSecond, watts / macsPerSecond);
    }

    /**
     * A device of this kind, named by its {@link #label()}, with its whole memory for weights; {@link Device#withName} tells two
     * of a kind apart.
     *
     * @param utilization assumed share of the peak that is reached, above 0, at most 1
     * @return the device
     */
    public Device device(double utilization) {
        return Device.of(label, processor(utilization)).withMemoryBytes(memoryBytes);
    }

    /**
     * An edge server of this kind, named by its {@link #label()}, without overhead, with its whole memory for weights;
     * {@link EdgeServer#withName} tells two of a kind apart.
     *
     * @param utilization assumed share of the peak that is reached, above 0, at most 1
     * @param cloudLink link to the cloud
     * @param deviceLink link to the device
     * @return the server
     */
    public EdgeServer edgeServer(double utilization, Link cloudLink, Link deviceLink) {
        return EdgeServer.of(label, processor(utilization), cloudLink, deviceLink)
                .withMemoryBytes(memoryBytes);
    }

    /**
     * A cloud of this kind, named by its {@link #label()}; {@link Cloud#withName} gives it another name.
     *
     * @param utilization assumed share of the peak that is reached, above 0, at most 1
     * @return the cloud
     */
    public Cloud cloud(double utilization) {
        return Cloud.of(label, processor(utilization));
    }
}
