package io.github.jqodi.json;

import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetStatistics;
import io.github.jqodi.fleet.Rejection;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.fleet.ResourceUse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes plans of fleets, {@code jqodi-fleet-plan/1}. A plan is of a fleet, which has a file of its own and is told
 * when the plan is read; whether the plan fits it {@link io.github.jqodi.fleet.FleetVerifier} says.
 *
 * <pre>{@code
 * Fleet fleet = FleetJson.read(Path.of("fleet.json"));
 * FleetResult result = FleetPlanJson.read(Path.of("plan.json"), fleet);
 * List<Finding> findings = FleetVerifier.verify(fleet, result);
 * }</pre>
 */
public final class FleetPlanJson {
    private FleetPlanJson() {}

    /**
     * Writes a result.
     *
     * @param result of planning a fleet
     * @return JSON
     */
    public static String write(FleetResult result) {
        return Json.document(out -> {
            out.text("format", FleetPlanReader.FORMAT);
            out.text("status", result.status().name());
            out.text("rule", result.rule().label());
            out.object("objective", json -> {
                json.number("value", result.value());
                json.number("lowerBound", result.lowerBound());
                json.number("gap", result.gap());
            });
            out.number("energyJoules", result.energyJoules());
            out.number("rejectionJoules", result.rejectionJoules());
            out.integer("admitted", result.admittedCount());
            out.list("rejected", result.rejected(), FleetPlanJson::rejection);
            out.list("plans", result.plans(), FleetPlanJson::plan);
            out.list("capacities", result.resourceUses(), FleetPlanJson::use);
            out.optional("limitReached", result.limitReached());
            out.object("statistics", json -> statistics(json, result.statistics()));
        });
    }

    /**
     * Writes a file whole and then moves it into place.
     *
     * @param result of planning a fleet
     * @param file where to
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void write(FleetResult result, Path file) throws IOException {
        Json.save(write(result), file);
    }

    /**
     * Reads a plan.
     *
     * @param in UTF-8 text; not closed
     * @param fleet what it is a plan of
     * @return the result as the file tells it
     * @throws JsonFormatException if the text does not follow the format, or its sums are not those of its parts
     * @throws java.io.UncheckedIOException if it cannot be read, or the thread is interrupted while it reads a long text
     */
    public static FleetResult read(InputStream in, Fleet fleet) {
        return Cursor.document(in, new FleetPlanReader(fleet)::result);
    }

    /**
     * Reads a plan file.
     *
     * @param file UTF-8 text
     * @param fleet what it is a plan of
     * @return the result as the file tells it
     * @throws IOException if it cannot be read
     * @throws JsonFormatException if it does not follow the format, or its sums are not those of its parts
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static FleetResult read(Path file, Fleet fleet) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, fleet);
        }
    }

    /**
     * Reads a plan.
     *
     * @param text JSON
     * @param fleet what it is a plan of
     * @return the result as the text tells it
     * @throws JsonFormatException if it does not follow the format, or its sums are not those of its parts
     * @throws java.io.UncheckedIOException if the thread is interrupted while it reads a long text
     */
    public static FleetResult parse(String text, Fleet fleet) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), fleet);
    }

    private static void rejection(Json out, Rejection rejection) throws IOException {
        out.text("name", rejection.device());
        out.integer("count", rejection.count());
        out.optional("resource", rejection.resource().map(Resource::name));
        out.text("reason", rejection.reason());
    }

    private static void plan(Json out, FleetPlan plan) throws IOException {
        out.text("name", plan.device());
        out.integer("count", plan.count());
        PlanWriter.figures(out, plan.plan());
        out.number("stretchedSeconds", plan.stretchedSeconds());
        out.object("objective", json -> json.number("value", plan.plan().objective()));
        PlanWriter.bill(out, plan.plan());
        PlanWriter.spent(out, plan.plan());
    }

    private static void use(Json out, ResourceUse use) throws IOException {
        FleetWriter.resource(out, use.capacity().resource());
        out.integer("executors", use.capacity().executors());
        out.number("utilization", use.capacity().utilization());
        out.number("stretch", use.capacity().stretch());
        out.number("load", use.load());
        out.number("robustLoad", use.robustLoad());
        out.number("capacity", use.capacitySeconds());
        out.number("price", use.price());
        out.number("savedByExecutor", use.joulesSavedByExecutor());
    }

    private static void statistics(Json out, FleetStatistics statistics) throws IOException {
        out.integer("pricingRounds", statistics.pricingRounds());
        finite(out, "relaxedBound", statistics.relaxedBound());
        finite(out, "recoveredValue", statistics.recoveredValue());
        out.number("tablesMillis", statistics.tablesMillis());
        out.number("dualMillis", statistics.dualMillis());
        out.number("primalMillis", statistics.primalMillis());
    }

    private static void finite(Json out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.number(name, value);
        }
    }
}
