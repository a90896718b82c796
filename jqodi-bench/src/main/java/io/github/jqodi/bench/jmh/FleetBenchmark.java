package io.github.jqodi.bench.jmh;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.PreparedFleet;
import io.github.jqodi.fleet.PricingMode;
import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingWorker;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A fleet on shared servers: a round of pricing at the prices of its plan, by the relaxation and exactly, beside a call of the
 * planner for each device at these prices; a whole plan, and one after a server has lost or won back a fifth. One thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FleetBenchmark {
    private static final double PRESSURE = 0.9;
    private static final double LESS = 0.8;

    /** How many devices. */
    @Param({"100", "1000"})
    public int devices = 100;

    /** Devices to a server. */
    @Param({"20"})
    public int crowd = 20;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare() first
    private Fleet fleet;

    @SuppressWarnings("NullAway.Init")
    private Fleet smaller;

    @SuppressWarnings("NullAway.Init")
    private List<Problem> priced;

    @SuppressWarnings("NullAway.Init")
    private double[] prices;

    @SuppressWarnings("NullAway.Init")
    private PricingWorker worker;

    @SuppressWarnings("NullAway.Init")
    private PreparedFleet prepared;

    private boolean isSmaller;

    /** JMH makes instances. */
    public FleetBenchmark() {}

    /** Draws the fleet and plans it. */
    @Setup
    public void prepare() {
        fleet = new FleetGenerator(devices, devices / crowd, PRESSURE, 1).generate();
        List<Capacity> less = new ArrayList<>(fleet.capacities());
        less.set(0, less.get(0).withUtilization(LESS * less.get(0).utilization()));
        smaller = fleet.withCapacities(less);
        prepared = FleetPlanner.create().prepare();
        FleetResult result = prepared.plan(fleet);
        prices = result.resourceUses().stream().mapToDouble(ResourceUse::price).toArray();
        int[] rows = IntStream.range(0, prices.length).toArray();
        worker = new PricingWorker(new PricingPart(fleet, rows, Rule.EXPECTED, new byte[0]));
        priced = fleet.devices().stream()
                .map(FleetDevice::problem)
                .map(result::priced)
                .toList();
    }

    /**
     * All devices by the relaxation.
     *
     * @return what they answer
     */
    @Benchmark
    public byte[] relaxedRound() {
        return worker.answer(prices, PricingMode.RELAXED);
    }

    /**
     * All devices exactly.
     *
     * @return what they answer
     */
    @Benchmark
    public byte[] exactRound() {
        return worker.answer(prices, PricingMode.EXACT);
    }

    /**
     * A call of the planner for each device.
     *
     * @return the results
     */
    @Benchmark
    public List<SolveResult> plannerCalls() {
        Planner planner = Planner.create().withAlternatives(0);
        return priced.stream().map(planner::plan).toList();
    }

    /**
     * The whole fleet, from problems to plans.
     *
     * @return the plans
     */
    @Benchmark
    public FleetResult planFromScratch() {
        return FleetPlanner.create().plan(fleet);
    }

    /**
     * The whole fleet after one server has changed.
     *
     * @return the plans
     */
    @Benchmark
    public FleetResult planAfterChange() {
        isSmaller = !isSmaller;
        return prepared.plan(isSmaller ? smaller : fleet);
    }
}
