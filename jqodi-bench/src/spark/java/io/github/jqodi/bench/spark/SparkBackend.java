package io.github.jqodi.bench.spark;

import io.github.jqodi.base.Check;
import io.github.jqodi.fleet.PricingBackend;
import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingSession;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Prices the devices of a fleet on Spark, one part of the fleet in each partition. Parts are sent once, as text; each round sends
 * prices and gets back bounds and schedules. Tables of costs are made, and plans found, by threads of the driver. Answers are the
 * same to the bit as those of threads, whatever tasks fail or executors are lost.
 *
 * <pre>{@code
 * FleetPlanner planner = FleetPlanner.create().withBackend(SparkBackend.of(context, 16));
 * }</pre>
 */
public final class SparkBackend implements PricingBackend {
    private final JavaSparkContext context;
    private final int parts;
    private final PricingBackend local;
    private final Accident accident;

    private SparkBackend(JavaSparkContext context, int parts, PricingBackend local, Accident accident) {
        this.context = context;
        this.parts = parts;
        this.local = local;
        this.accident = accident;
    }

    /**
     * Pricing by the executors of a Spark application.
     *
     * @param context of the application; not closed
     * @param parts into which a fleet is split at most, two or three for each core, {@code >= 1}
     * @return the backend
     */
    public static SparkBackend of(JavaSparkContext context, int parts) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new SparkBackend(
                context, Check.between("parts", parts, 1, 1_000_000), PricingBackend.threads(threads), Accident.NONE);
    }

    /** The same with an accident now and then. */
    SparkBackend with(Accident newAccident) {
        return new SparkBackend(context, parts, local, newAccident);
    }

    @Override
    public void forEach(int blocks, IntConsumer work) {
        local.forEach(blocks, work);
    }

    @Override
    public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
        return Optional.of(new SparkSessionOfPricing(context, split.apply(parts), accident));
    }

    @Override
    public String toString() {
        return "pricing on Spark in " + parts + " parts";
    }
}
