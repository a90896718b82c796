package io.github.jqodi.bench.scenario;

import static io.github.jqodi.bench.scenario.InstanceGenerator.around;
import static io.github.jqodi.bench.scenario.InstanceGenerator.between;
import static io.github.jqodi.bench.scenario.InstanceGenerator.gaussian;

import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Draws servers: the faster one is, the more energy an operation takes on it, give or take. The first always has the memory
 * for everything, so that no pair is left without a server.
 */
final class GeneratedServers {
    private static final double MEMORY_SHARE = 0.15;
    private static final double PERSISTENCE = 0.9;
    private static final double LOG_SPREAD = 0.5;
    private static final double LEAST_FACTOR = 0.3;
    private static final double MOST_FACTOR = 2;
    private static final int BITS_PER_BYTE = 8;

    private final SplittableRandom random;
    /** Apart, so that a problem without forecasts is the same but for them. */
    private final SplittableRandom weather;

    private final int forecastEpochs;
    private final double largestBits;

    /**
     * Starts a drawing.
     *
     * @param random source of all numbers
     * @param forecastEpochs length of each forecast, 0 for none
     * @param largestBits size of the largest model, to which memories are scaled
     */
    GeneratedServers(SplittableRandom random, int forecastEpochs, double largestBits) {
        this.random = random;
        this.weather = random.split();
        this.forecastEpochs = forecastEpochs;
        this.largestBits = largestBits;
    }

    List<EdgeServer> list(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(this::server).toList();
    }

    private EdgeServer server(int index) {
        double speed = 1e11 * Math.pow(40, random.nextDouble());
        double joulesPerMac = around(random, 3e-10 * Math.pow(speed / 1e12, 0.55), 0.12);
        EdgeServer server = EdgeServer.of(
                "server" + index,
                new Processor(speed, joulesPerMac),
                Link.of(around(random, 2e8, 0.6), around(random, 1e-8, 0.3)),
                deviceLink());
        return random.nextDouble() < MEMORY_SHARE && index > 1
                ? server.withMemoryBytes(largestBits / BITS_PER_BYTE * between(random, 0.2, 0.9))
                : server;
    }

    private Link deviceLink() {
        double rate = around(random, 2e7, 0.6);
        Link link = Link.of(rate, around(random, 1e-8, 0.4));
        return forecastEpochs == 0 ? link : link.withBitsPerSecondByEpoch(forecast(rate));
    }

    private List<Double> forecast(double rate) {
        double step = LOG_SPREAD * Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
        return DoubleStream.iterate(LOG_SPREAD * gaussian(weather), z -> PERSISTENCE * z + step * gaussian(weather))
                .limit(forecastEpochs)
                .map(z -> rate * Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, Math.exp(z))))
                .boxed()
                .toList();
    }
}
