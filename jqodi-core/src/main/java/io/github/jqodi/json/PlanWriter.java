package io.github.jqodi.json;

import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Statistics;
import java.io.IOException;

/** Writes {@code jqodi-plan/1}. */
final class PlanWriter {
    private PlanWriter() {}

    static String write(SolveResult result) {
        return Json.document(out -> {
            out.text("format", PlanReader.FORMAT);
            out.text("status", result.status().name());
            out.text("solver", result.solver());
            out.text("rule", result.rule().label());
            out.texts("warnings", result.warnings());
            if (result.plan().isPresent()) {
                plan(out, result, result.plan().get());
            }
            out.list("infeasibility", result.infeasibility(), PlanWriter::infeasibility);
            out.object("statistics", json -> statistics(json, result.statistics()));
        });
    }

    private static void plan(Json out, SolveResult result, Plan plan) throws IOException {
        out.object("decision", json -> Labels.pair(json, plan.pair()));
        out.list("schedule", plan.schedule(), PlanWriter::segment);
        out.object("setup", json -> {
            json.number("seconds", plan.setup().seconds());
            json.number("joules", plan.setup().joules());
        });
        out.object("nominal", json -> totals(json, plan.nominal()));
        out.object("expected", json -> {
            json.number("epochs", plan.expected().epochs());
            json.number("seconds", plan.expected().seconds());
            json.number("joules", plan.expected().joules());
        });
        out.object("robust", json -> totals(json, plan.robust()));
        if (plan.inference().isPresent()) {
            out.object("inference", json -> {
                json.number("samples", plan.inference().get().samples());
                json.text("server", plan.inference().get().server());
                json.number("cut", plan.inference().get().cut());
                json.number("seconds", plan.inference().get().seconds());
                json.number("joules", plan.inference().get().joules());
            });
        }
        out.object("objective", json -> {
            json.number("value", plan.objective());
            json.number("lowerBound", result.lowerBound());
            json.number("gap", result.gap());
        });
        if (plan.score().isPresent()) {
            out.object("score", json -> {
                json.number("value", plan.score().get().value());
                json.number("opportunity", plan.score().get().opportunity());
                json.number("risk", plan.score().get().risk());
            });
        }
        out.list("bill", plan.bill(), (json, item) -> {
            json.text("node", item.node());
            json.text("phase", item.phase().label());
            json.number("seconds", item.seconds());
            json.number("joules", item.joules());
        });
        out.list("alternatives", result.alternatives(), (json, other) -> {
            Labels.pair(json, other.pair());
            json.number("objective", other.objective());
            json.number("seconds", other.seconds());
            json.list("schedule", other.schedule(), PlanWriter::segment);
        });
    }

    private static void segment(Json out, Segment segment) throws IOException {
        out.number("fromEpoch", segment.fromEpoch());
        out.number("toEpoch", segment.toEpoch());
        out.text("server", segment.server());
        out.number("cut", segment.cut());
    }

    private static void totals(Json out, Totals totals) throws IOException {
        out.number("epochs", totals.epochs());
        out.number("seconds", totals.seconds());
        out.number("joules", totals.joules());
        out.optional("loss", totals.loss());
    }

    private static void infeasibility(Json out, Infeasibility why) throws IOException {
        Labels.pair(out, why.pair());
        out.text("reason", why.reason().label() + ": " + why.message());
        out.orNull("limit", why.limit());
        out.orNull("value", why.value());
        out.optional("smallestDeadlineSeconds", why.smallestDeadlineSeconds());
        out.optional("lossTargetNeeded", why.lossTargetNeeded());
        out.optional("memoryBytesNeeded", why.memoryBytesNeeded());
    }

    private static void statistics(Json out, Statistics statistics) throws IOException {
        out.number("candidates", statistics.candidates());
        out.number("pruned", statistics.pruned());
        out.integer("cells", statistics.cells());
        out.integer("labels", statistics.labels());
        out.number("wallMillis", statistics.wallMillis());
    }
}
