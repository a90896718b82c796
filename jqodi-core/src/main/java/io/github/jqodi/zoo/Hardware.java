package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;

/**
 * Processors by their published peak and rated power. What training reaches is a fraction of the peak that depends on
 * network, batch and software; nobody publishes it, so the utilization is a parameter and always an assumption. Fractions of
 * 0.01 to 0.5 are common; the speeds fitted to the paper's totals are 0.02 to 0.19 of these peaks (READINGS 4.3). One
 * multiply-add is two floating-point operations. Energy per multiply-add is power over effective speed; idle power is not
 * counted, as in the paper (Section V-A). Bits below 32 are the cost model's matter.
 */
public enum Hardware {
    /**
     * Raspberry Pi 5. Peak: 4 cores of 2.4 GHz with 16 FP32 operations per cycle, computed, 153.6 GFLOP/s (Linpack in
     * double precision measures 30.2, geerlingguy/top500-benchmark). Power: 12 W rated (Table II of the paper), 11 W under
     * Linpack. Memory: 8 GB model.
     */
    RASPBERRY_PI_5("RaspberryPi5", 153.6e9, 12, 8e9),

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
    A100("A100", 19.5e12, 400, 80e9);

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
        return new Cloud(label, processor(utilization));
    }
}
