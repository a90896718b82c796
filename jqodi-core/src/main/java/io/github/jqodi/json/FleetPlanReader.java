package io.github.jqodi.json;

import io.github.jqodi.base.Text;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetStatistics;
import io.github.jqodi.fleet.Rejection;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code jqodi-fleet-plan/1}. */
final class FleetPlanReader {
    static final String FORMAT = "jqodi-fleet-plan/1";
    /** What sums of doubles may be off, relative to them. */
    private static final double ROUNDING = 1e-9;

    private final Fleet fleet;

    FleetPlanReader(Fleet fleet) {
        this.fleet = fleet;
    }

    FleetResult result(Cursor in) {
        Field<String> format = Field.required("format", c -> ScenarioReader.format(c, FORMAT));
        Field<Status> status = Field.required("status", Labels::status);
        Field<Rule> rule = Field.required("rule", Labels::rule);
        Field<PlanReader.Objective> objective = Field.required("objective", PlanReader::objective);
        Field<Double> energy = Field.required("energyJoules", FleetPlanReader::amount);
        Field<Double> rejection = Field.required("rejectionJoules", FleetPlanReader::amount);
        Field<Long> admitted = Field.required("admitted", Cursor::longInteger);
        Field<List<Rejection>> rejected = Field.required("rejected", c -> c.list(this::rejection));
        Field<List<Function<Rule, FleetPlan>>> plans = Field.required("plans", c -> c.list(FleetPlanReader::plan));
        Field<List<ResourceUse>> capacities = Field.required("capacities", c -> c.list(FleetPlanReader::use));
        Field<String> limit = Field.optional("limitReached", Cursor::text);
        Field<FleetStatistics> statistics = Field.required("statistics", FleetPlanReader::statistics);
        in.object(
                format,
                status,
                rule,
                objective,
                energy,
                rejection,
                admitted,
                rejected,
                plans,
                capacities,
                limit,
                statistics);
        in.settle();
        FleetResult result = new FleetResult(
                fleet,
                status.get(),
                rule.get(),
                energy.get(),
                rejection.get(),
                objective.get().lowerBound(),
                plans.get().stream().map(plan -> plan.apply(rule.get())).toList(),
                rejected.get(),
                capacities.get(),
                limit.value(),
                statistics.get());
        checkSums(in, result, objective.get().value(), admitted.get());
        return result;
    }

    /** What a result computes from its parts has to be what the file says of it. */
    private static void checkSums(Cursor in, FleetResult result, double value, long admitted) {
        double sum = result.value();
        if (!(Math.abs(value - sum) <= ROUNDING * sum)) {
            throw in.errorAt("objective", "value (" + value + ") must be energyJoules and rejectionJoules, " + sum);
        }
        if (admitted != result.admittedCount()) {
            throw in.errorAt(
                    "admitted",
                    "(" + admitted + ") must be the number of devices with a plan, " + result.admittedCount());
        }
    }

    private static double amount(Cursor in) {
        double value = in.number();
        if (value < 0) {
            throw in.error("(" + value + ") must be >= 0");
        }
        return value;
    }

    private static int count(Cursor in) {
        int value = in.integer();
        if (value < 1) {
            throw in.error("(" + value + ") must be at least 1");
        }
        return value;
    }

    private Rejection rejection(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Integer> count = Field.required("count", FleetPlanReader::count);
        Field<Resource> resource = Field.optional("resource", this::resource);
        Field<String> reason = Field.required("reason", Cursor::text);
        in.object(name, count, resource, reason);
        return new Rejection(name.get(), count.get(), resource.value(), reason.get());
    }

    /** The name of something that the fleet shares. */
    private Resource resource(Cursor in) {
        String name = in.text();
        List<Resource> shared =
                fleet.capacities().stream().map(Capacity::resource).toList();
        return shared.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> in.error("('" + Text.shown(name) + "') must be one of what the fleet shares: "
                        + shared.stream().map(Resource::name).collect(Collectors.joining(", "))));
    }

    /** A plan of a rule that may stand after it. */
    private static Function<Rule, FleetPlan> plan(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Integer> count = Field.required("count", FleetPlanReader::count);
        PlanReader.PlanFields plan = new PlanReader.PlanFields(PlanReader::value);
        Field<Double> stretched = Field.required("stretchedSeconds", FleetPlanReader::amount);
        in.object(Stream.of(Stream.of(name, count, stretched), plan.required(), Stream.of(plan.spent))
                .flatMap(Function.identity())
                .toArray(Field<?>[]::new));
        List<String> missing =
                plan.required().filter(field -> !field.seen()).map(Field::name).toList();
        if (!missing.isEmpty()) {
            throw in.errorAt(missing.get(0), "(missing) is required");
        }
        return rule -> new FleetPlan(
                name.get(), count.get(), plan.plan(rule, ObjectiveKind.ENERGY).orElseThrow(), stretched.get());
    }

    private static ResourceUse use(Cursor in) {
        FleetReader.CapacityFields capacity = new FleetReader.CapacityFields();
        Field<Double> load = Field.required("load", FleetPlanReader::amount);
        Field<Double> robust = Field.required("robustLoad", FleetPlanReader::amount);
        Field<Double> seconds = Field.required("capacity", FleetPlanReader::amount);
        Field<Double> price = Field.required("price", FleetPlanReader::amount);
        Field<Double> saved = Field.required("savedByExecutor", FleetPlanReader::amount);
        in.object(Stream.concat(Stream.of(capacity.all()), Stream.of(load, robust, seconds, price, saved))
                .toArray(Field<?>[]::new));
        return new ResourceUse(
                capacity.capacity(in), load.get(), robust.get(), seconds.get(), price.get(), saved.get());
    }

    private static FleetStatistics statistics(Cursor in) {
        Field<Integer> rounds = Field.required("pricingRounds", Cursor::integer);
        Field<Double> relaxed = Field.optional("relaxedBound", Cursor::number);
        Field<Double> recovered = Field.optional("recoveredValue", Cursor::number);
        Field<Double> tables = Field.required("tablesMillis", FleetPlanReader::amount);
        Field<Double> dual = Field.required("dualMillis", FleetPlanReader::amount);
        Field<Double> primal = Field.required("primalMillis", FleetPlanReader::amount);
        in.object(rounds, relaxed, recovered, tables, dual, primal);
        return new FleetStatistics(
                rounds.get(),
                relaxed.orElse(Double.NEGATIVE_INFINITY),
                recovered.orElse(Double.POSITIVE_INFINITY),
                tables.get(),
                dual.get(),
                primal.get());
    }
}
