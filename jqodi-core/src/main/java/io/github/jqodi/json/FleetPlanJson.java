package io.github.jqodi.json;

import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetStatistics;
import io.github.jqodi.fleet.Rejection;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.fleet.ResourceUse;
import java.io.IOException;
import java.nio.file.Path;

/** Writes plans of fleets, {@code jqodi-fleet-plan/1}. */
public final class FleetPlanJson {
    private static final String FORMAT = "jqodi-fleet-plan/1";

    private FleetPlanJson() {}

    /**
     * Writes a result.
     *
     * @param result of planning a fleet
     * @return JSON
     */
    public static String write(FleetResult result) {
        return Json.document(out -> {
            out.text("format", FORMAT);
            out.text("status", result.status().name());
            out.text("rule", result.rule().label());
            out.object("objective", json -> {
                json.number("value", result.value());
                json.number("lowerBound", result.lowerBound());
                json.number("gap", result.gap());
            });
            out.number("energyJoules", result.energyJoules());
            out.number("rejectionJoules", result.rejectionJoules());
            out.integer("admitted", result.admitted());
            out.list("rejected", result.rejected(), FleetPlanJson::rejection);
            out.list("plans", result.plans(), FleetPlanJson::plan);
            out.list("capacities", result.capacities(), FleetPlanJson::use);
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
    }

    private static void use(Json out, ResourceUse use) throws IOException {
        FleetWriter.resource(out, use.capacity());
        out.integer("executors", use.capacity().executors());
        out.number("utilization", use.capacity().utilization());
        out.number("stretch", use.capacity().stretch());
        out.number("load", use.load());
        out.number("robustLoad", use.robustLoad());
        out.number("capacity", use.seconds());
        out.number("price", use.price());
        out.number("savedByExecutor", use.savedByExecutor());
    }

    private static void statistics(Json out, FleetStatistics statistics) throws IOException {
        out.integer("pricingRounds", statistics.pricingRounds());
        out.number("tablesMillis", statistics.tablesMillis());
        out.number("dualMillis", statistics.dualMillis());
        out.number("primalMillis", statistics.primalMillis());
    }
}
