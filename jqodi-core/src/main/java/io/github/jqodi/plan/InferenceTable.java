package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CheckedCosts;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inference of one quantized model in every place it could run, as in Figures 9 and 10 of the paper: the device alone, and
 * each cut on each server, listed among the open ones or not.
 *
 * @param pair model and quantization by name
 * @param inference how many samples, in which batches
 * @param rows the device alone first, then by server and cut 0..n-1
 */
public record InferenceTable(QuantizedModel pair, Inference inference, List<Row> rows) {
    /**
     * Copies the rows.
     *
     * @param pair model and quantization by name
     * @param inference how many samples, in which batches
     * @param rows the places
     */
    public InferenceTable {
        rows = List.copyOf(rows);
    }

    /**
     * Costs every place; O(servers·n) inferences.
     *
     * @param problem world and cost model; its estimates are not asked
     * @param pair model and quantization by name; a width may lie outside Ω
     * @param inference how many samples, in which batches
     * @return the table; places that cannot run it have a cost that is not effective
     * @throws IllegalArgumentException if the scenario does not hold the pair, its number of layers is not known, or it cannot
     *     be costed
     */
    public static InferenceTable of(Problem problem, QuantizedModel pair, Inference inference) {
        Scenario scenario = problem.scenario();
        ModelVersion version = scenario.model(pair.model());
        int layers = version.layerCount();
        Check.that(
                layers > 0,
                "layers of '" + pair.model() + "'",
                "[]",
                "must be known to place an inference",
                "Measured epochs say nothing about inference.");
        ModelCosts costs = CheckedCosts.of(problem.costModel(), scenario).of(pair);
        List<Row> rows = new ArrayList<>();
        Action alone = new Action(scenario.edgeServers().get(0), layers);
        boolean anyServer = scenario.edgeServers().stream()
                .anyMatch(server -> scenario.choices().servers().allows(server.name()));
        rows.add(new Row(
                Optional.empty(),
                layers,
                costs.inference(alone, inference),
                anyServer && isOpen(scenario.choices(), version, layers)));
        for (EdgeServer server : scenario.edgeServers()) {
            boolean allowed = scenario.choices().servers().allows(server.name());
            for (int cut = 0; cut < layers; cut++) {
                rows.add(new Row(
                        Optional.of(server.name()),
                        cut,
                        costs.inference(new Action(server, cut), inference),
                        allowed && isOpen(scenario.choices(), version, cut)));
            }
        }
        return new InferenceTable(pair, inference, rows);
    }

    /**
     * Costs every place for samples that are all sent together.
     *
     * @param problem world and cost model; its estimates are not asked
     * @param pair model and quantization by name; a width may lie outside Ω
     * @param samples how many are inferred, finite, {@code >= 0}
     * @return the table
     * @throws IllegalArgumentException as {@link #of(Problem, QuantizedModel, Inference)}
     */
    public static InferenceTable of(Problem problem, QuantizedModel pair, double samples) {
        return of(problem, pair, Inference.of(samples));
    }

    /**
     * {@return how many samples are inferred}
     */
    public double samples() {
        return inference.samples();
    }

    /**
     * {@return the row of the device alone}
     */
    public Row deviceAlone() {
        return rows.get(0);
    }

    /**
     * The row of a split.
     *
     * @param server name of ES_x
     * @param cut j, from 0 to n-1
     * @return the row, empty if there is no such place
     */
    public Optional<Row> split(String server, int cut) {
        return rows.stream()
                .filter(row -> row.cut() == cut && row.server().equals(Optional.of(server)))
                .findFirst();
    }

    private static boolean isOpen(Choices choices, ModelVersion version, int cut) {
        return version.cutPoints().contains(cut) && choices.cuts().allows(cut);
    }

    /**
     * One place.
     *
     * @param server name of ES_x; empty for the device alone
     * @param cut j; n for the device alone
     * @param cost time and energy with their items by node and link
     * @param open whether a plan may choose this place
     */
    public record Row(Optional<String> server, int cut, Cost cost, boolean open) {}
}
