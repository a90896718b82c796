package io.github.jqodi.json;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks of estimates against the models and costs of their scenario, once all of these are read. */
final class EstimateRowChecks {
    private EstimateRowChecks() {}

    /**
     * Takes note of every estimate that speaks of a pair which is not there, cannot be costed, or is followed for too few epochs;
     * where inference is the task, of every pair that cannot be costed.
     */
    static void checkRows(Cursor in, Problem problem, List<EstimateTable.Row> rows, QuantizationNames quantizations) {
        ScenarioCosts costs = problem.costModel().costs(problem.scenario());
        if (problem.scenario().task() == Task.INFERENCE) {
            checkCosts(in, problem.scenario(), costs);
        }
        for (int i = 0; i < rows.size(); i++) {
            try {
                checkRow(problem.scenario(), costs, quantizations, rows.get(i), i);
            } catch (JsonFormatException e) {
                in.note(e);
            }
        }
    }

    /** The estimate speaks of a known model that can be costed, and its trajectory is long enough. */
    private static void checkRow(
            Scenario scenario, ScenarioCosts costs, QuantizationNames quantizations, EstimateTable.Row row, int index) {
        String where = "/estimates/" + index;
        List<String> names = scenario.models().stream().map(ModelVersion::name).toList();
        int model = names.indexOf(row.pair().model());
        if (model < 0) {
            throw new JsonFormatException(
                    where + "/model",
                    "('" + row.pair().model() + "') must name a model. "
                            + KnownNames.of(names).advice(row.pair().model()));
        }
        String quantization = row.pair().quantization();
        if (!quantizations.isKnown(quantization)) {
            throw quantizations.unknown(where + "/" + QuantizationFields.QUANTIZATION, quantization);
        }
        if (scenario.task() == Task.INFERENCE) {
            return;
        }
        if (row.epochs().isEmpty()) {
            throw new JsonFormatException(where + "/epochs", "(missing) is required in fine-tuning");
        }
        Optional<EpochDistribution> epochs = epochs(scenario, row.epochs().get(), row.pair(), where);
        if (epochs.isEmpty()) {
            return;
        }
        checkCosts(costs, row.pair(), model);
        OptionalInt robust = epochs.get().robustEpochs();
        if (robust.isPresent() && row.trajectory().isPresent()) {
            Trajectory trajectory = row.trajectory().get();
            checkLength(trajectory.update(), robust.getAsInt(), where + "/trajectory/update");
            checkLength(trajectory.run(), robust.getAsInt(), where + "/trajectory/run");
        }
    }

    /** Where inference is the task, every pair that there is a description of may be chosen. */
    private static void checkCosts(Cursor in, Scenario scenario, ScenarioCosts costs) {
        for (int i = 0; i < scenario.models().size(); i++) {
            ModelVersion model = scenario.models().get(i);
            for (Quantization quantization : scenario.quantizations()) {
                try {
                    if (model.isDescribed(quantization.name())) {
                        checkCosts(costs, new QuantizedModel(model.name(), quantization.name()), i);
                    }
                } catch (JsonFormatException e) {
                    in.note(e);
                }
            }
        }
    }

    private static void checkCosts(ScenarioCosts costs, QuantizedModel pair, int model) {
        try {
            costs.of(pair);
        } catch (InvalidValueException e) {
            throw new JsonFormatException(ownerOf(e.field(), model) + "/" + e.field(), e.problem());
        }
    }

    private static String ownerOf(String field, int model) {
        if (field.equals("workload") || field.startsWith("costs/")) {
            return "";
        }
        return field.startsWith("bitScaling") ? "/costs" : "/models/" + model;
    }

    private static Optional<EpochDistribution> epochs(
            Scenario scenario, EpochEstimate estimate, QuantizedModel pair, String where) {
        try {
            return estimate.at(scenario.target().confidence());
        } catch (InvalidValueException e) {
            throw new JsonFormatException(where + "/epochs/" + e.field(), "of " + pair.quoted() + " " + e.problem());
        }
    }

    private static void checkLength(GainSeries series, int epochs, String where) {
        checkLength(series.expected(), epochs, where + "/expected");
        checkLength(series.robust(), epochs, where + "/robust");
    }

    private static void checkLength(List<Double> gains, int epochs, String where) {
        if (gains.size() < epochs) {
            throw new JsonFormatException(
                    where,
                    "(" + gains.size() + " entries) must cover every epoch up to K_rob, " + epochs
                            + ". Lengthen the list or lower K.");
        }
    }
}
