package io.github.jqodi.json;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.MeanTotals;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Spent;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Statistics;
import java.io.IOException;
import java.util.Optional;

/** Writes {@code jqodi-plan/1}. */
final class PlanWriter {
    private PlanWriter() {}

    static String write(SolveResult result, Optional<String> scenarioSha256) {
        return Json.document(out -> result(out, result, scenarioSha256));
    }

    /** In one line, which has no end. */
    static String writeLine(SolveResult result, Optional<String> scenarioSha256) {
        return Json.line(out -> result(out, result, scenarioSha256));
    }

    private static void result(Json out, SolveResult result, Optional<String> scenarioSha256) throws IOException {
        out.text("format", PlanReader.FORMAT);
        out.text("status", result.status().name());
        out.text("solver", result.solver());
        out.text("rule", result.rule().label());
        out.text("objectiveKind", result.objectiveKind().label());
        if (scenarioSha256.isPresent()) {
            out.text("scenarioSha256", scenarioSha256.get());
        }
        out.text("version", result.provenance().version());
        out.list("warnings", result.warnings(), PlanWriter::warning);
        if (result.plan().isPresent()) {
            plan(out, result, result.plan().get());
        }
        out.list("infeasibility", result.infeasibilities(), PlanWriter::infeasibility);
        out.object("statistics", json -> statistics(json, result.statistics()));
    }

    private static void warning(Json out, Warning warning) throws IOException {
        out.text("code", warning.code().name());
        out.text("text", warning.text());
    }

    private static void plan(Json out, SolveResult result, Plan plan) throws IOException {
        figures(out, plan);
        out.object("objective", json -> {
            json.number("value", plan.objective());
            json.number("lowerBound", result.lowerBound());
            json.number("gap", result.gap());
        });
        if (plan.score().isPresent()) {
            out.object("score", json -> score(json, plan.score().get()));
        }
        bill(out, plan);
        spent(out, plan);
        out.list("alternatives", result.alternatives(), PlanWriter::alternative);
    }

    /** The bill of a plan. */
    static void bill(Json out, Plan plan) throws IOException {
        out.list("bill", plan.bill(), PlanWriter::billRow);
    }

    /** What a run in progress had taken before the plan. */
    static void spent(Json out, Plan plan) throws IOException {
        if (plan.spent().isPresent()) {
            out.object("spent", json -> spent(json, plan.spent().get()));
        }
    }

    /** Decision, schedule and totals of a plan, whatever else is told of it. */
    static void figures(Json out, Plan plan) throws IOException {
        out.object("decision", json -> QuantizationFields.write(json, plan.pair()));
        out.list("schedule", plan.schedule(), PlanWriter::segment);
        out.object("setup", json -> setup(json, plan.setup()));
        out.object("nominal", json -> totals(json, plan.nominal()));
        out.object("expected", json -> means(json, plan.expected()));
        out.object("robust", json -> totals(json, plan.robust()));
        out.object("chance", json -> {
            json.number("target", plan.chance().target());
            json.number("deadline", plan.chance().deadline());
        });
        if (plan.inference().isPresent()) {
            out.object("inference", json -> inference(json, plan.inference().get()));
        }
    }

    private static void setup(Json out, Setup setup) throws IOException {
        out.number("seconds", setup.seconds());
        out.number("joules", setup.joules());
    }

    private static void means(Json out, MeanTotals means) throws IOException {
        out.number("epochs", means.epochs());
        out.number("seconds", means.seconds());
        out.number("joules", means.joules());
    }

    private static void inference(Json out, InferencePlacement inference) throws IOException {
        out.number("samples", inference.samples());
        out.optional("server", inference.server());
        out.number("cut", inference.cut());
        out.number("seconds", inference.seconds());
        out.number("joules", inference.joules());
    }

    private static void spent(Json out, Spent spent) throws IOException {
        out.number("epochs", spent.epochs());
        out.number("seconds", spent.seconds());
        out.number("joules", spent.joules());
    }

    private static void score(Json out, Score score) throws IOException {
        out.number("value", score.value());
        out.number("opportunity", score.opportunity());
        out.number("risk", score.risk());
    }

    private static void billRow(Json out, CostItem item) throws IOException {
        out.text("node", item.node());
        out.text("phase", item.phase().label());
        out.number("seconds", item.seconds());
        out.number("joules", item.joules());
        out.optional("price", item.price());
    }

    private static void alternative(Json out, Alternative other) throws IOException {
        QuantizationFields.write(out, other.pair());
        out.number("objective", other.objective());
        out.number("seconds", other.seconds());
        out.list("schedule", other.schedule(), PlanWriter::segment);
    }

    private static void segment(Json out, Segment segment) throws IOException {
        out.number("fromEpoch", segment.fromEpoch());
        out.number("toEpoch", segment.toEpoch());
        out.optional("server", segment.server());
        out.number("cut", segment.cut());
    }

    private static void totals(Json out, Totals totals) throws IOException {
        out.number("epochs", totals.epochs());
        out.number("seconds", totals.seconds());
        out.number("joules", totals.joules());
        out.optional("loss", totals.loss());
    }

    private static void infeasibility(Json out, Infeasibility why) throws IOException {
        QuantizationFields.write(out, why.pair());
        out.text("reason", why.reason().label() + ": " + why.message());
        out.orNull("limit", why.limit());
        out.orNull("value", why.value());
        out.optional("smallestDeadlineSeconds", why.smallestDeadlineSeconds());
        out.optional("lossTargetNeeded", why.lossTargetNeeded());
        out.optional("joulesNeeded", why.joulesNeeded());
        out.optional("confidenceThatFits", why.confidenceThatFits());
        if (why.epochsThatFit().isPresent()) {
            out.number("epochsThatFit", why.epochsThatFit().getAsInt());
        }
        out.optional("chance", why.chance());
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
