package io.github.jqodi.json;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of quantizations that a file may use: those it holds, and any bit-width. */
final class QuantizationNames {
    private final Cursor in;
    private final Set<String> held;

    QuantizationNames(Cursor in, Scenario scenario) {
        this.in = in;
        this.held = scenario.quantizations().stream()
                .map(Quantization::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Notes each name in models and costs that is none of them. */
    void check(Problem problem) {
        List<ModelVersion> models = problem.scenario().models();
        for (int i = 0; i < models.size(); i++) {
            check("/models/" + i + "/setup", models.get(i).setup(), Setup::quantization);
            check("/models/" + i + "/variants", models.get(i).variants(), Variant::quantization);
        }
        check(problem.costModel());
    }

    private void check(CostModel costs) {
        if (costs instanceof MeasuredCosts measured) {
            check("/costs/entries", measured.entries(), entry -> entry.pair().quantization());
        } else if (costs instanceof AnalyticCosts analytic && analytic.bitScaling() instanceof BitScaling.Table table) {
            table.table().keySet().forEach(name -> check("/costs/bitScaling/table/" + Cursor.escaped(name), name));
        }
    }

    private <T> void check(String where, List<T> list, Function<T, String> nameOf) {
        for (int i = 0; i < list.size(); i++) {
            String name = nameOf.apply(list.get(i));
            if (!isKnown(name)) {
                in.note(unknown(where + "/" + i + "/" + QuantizationFields.QUANTIZATION, name));
            }
        }
    }

    private void check(String where, String name) {
        if (!isKnown(name)) {
            in.note(unknown(where, name));
        }
    }

    boolean isKnown(String name) {
        return held.contains(name) || Quantization.bitWidth(name).isPresent();
    }

    JsonFormatException unknown(String where, String name) {
        return new JsonFormatException(
                where,
                "('" + name + "') must name a quantization. "
                        + KnownNames.of(held).advice(name));
    }
}
