package io.github.jqodi.estimators.assemble;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.bridge.TracedEpochs;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Beliefs about each pair that past runs allow, tabulated for the target of the scenario, with what it rests on. */
final class Beliefs {
    private final PastRuns past;
    private final Scenario scenario;
    private final Set<QuantizedModel> stated;
    private final List<EstimateTable.Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> assumptions = new ArrayList<>();

    private Beliefs(PastRuns past, Scenario scenario, Set<QuantizedModel> stated) {
        this.past = past;
        this.scenario = scenario;
        this.stated = stated;
    }

    /** Beliefs about the pairs of a problem, but for those whose estimates are stated for whatever target is asked. */
    static Beliefs of(PastRuns past, Problem world) {
        Beliefs beliefs = new Beliefs(past, world.scenario(), statedIn(world));
        beliefs.checkModels();
        beliefs.fromCurves();
        beliefs.fromSeeds();
        return beliefs;
    }

    private static Set<QuantizedModel> statedIn(Problem world) {
        return world.estimators().table().stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> row.reaches().isEmpty())
                .map(EstimateTable.Row::pair)
                .collect(Collectors.toSet());
    }

    List<EstimateTable.Row> rows() {
        return rows;
    }

    List<String> notes() {
        return notes;
    }

    List<String> assumptions() {
        return assumptions;
    }

    private List<String> models() {
        return scenario.models().stream().map(ModelVersion::name).toList();
    }

    private void checkModels() {
        List<String> known = models();
        for (SeedRun run : past.seeds()) {
            Configuration named = Configuration.of(run.configuration());
            Check.that(
                    known.contains(named.model()) || known.contains(run.configuration()),
                    "run",
                    run.configuration(),
                    "must name a model of the scenario",
                    "These are " + String.join(", ", known) + "; MODEL/QUANTIZATION names a pair.");
        }
        if (past.anyWithoutModel()) {
            Check.that(
                    known.size() == 1,
                    "model",
                    "(missing)",
                    "must stand with each past run where there are several models",
                    "Add a column model.");
            assumptions.add("past runs that name no model are those of " + known.get(0));
        }
        if (past.anyWithoutBits()) {
            assumptions.add("past runs that state no bits were made at full precision"
                    + (scenario.quantizations().size() > 1
                            ? "; narrower widths are believed by the prior by bits"
                            : ""));
        }
    }

    private void fromCurves() {
        if (past.curves().isEmpty()) {
            return;
        }
        TracedEpochs learnt = TracedEpochs.ofHistory(past.curvesOf(models()));
        for (QuantizedModel pair : pairs()) {
            learnt.forecast(scenario, pair)
                    .ifPresent(forecast -> believe(pair, forecast, OptionalDouble.of(scenario.lossTarget(pair))));
        }
    }

    private void fromSeeds() {
        if (past.seeds().isEmpty()) {
            return;
        }
        List<SeedGroup> groups = SeedRun.grouped(past.seeds());
        SeedEstimator estimator = CurveEstimators.namedSeeds("default");
        for (int i = 0; i < groups.size(); i++) {
            SeedGroup group = groups.get(i);
            List<SeedGroup> others = new ArrayList<>(groups);
            others.remove(i);
            Configuration named = Configuration.of(group.configuration());
            EpochForecast forecast = estimator.fit(others).forecast(group);
            pairs().stream()
                    .filter(pair -> named.covers(pair.model(), pair.quantization(), group.configuration()))
                    .forEach(pair -> believe(pair, forecast, target(group)));
        }
    }

    /** The target of seeds as a loss; one that is no number is taken for whatever is asked. */
    private static OptionalDouble target(SeedGroup group) {
        try {
            return OptionalDouble.of(Double.parseDouble(group.target()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void believe(QuantizedModel pair, EpochForecast forecast, OptionalDouble reaches) {
        if (stated.contains(pair)) {
            return;
        }
        sayIfTooFew(pair, forecast);
        rows.add(new EstimateTable.Row(
                pair, Optional.of(forecast.toEpochEstimate()), reaches, Optional.empty(), Optional.empty()));
        notes.add("epochs of " + pair.label() + " to "
                + reaches.stream().mapToObj(Text::shortest).findFirst().orElse("the target") + ": " + forecast.basis()
                + ", from " + String.join(", ", past.sources()));
    }

    /** Few runs cannot promise much: said here, before the decision leaves the pair out. */
    private void sayIfTooFew(QuantizedModel pair, EpochForecast forecast) {
        double chance = 1 - forecast.neverProbability();
        if (chance < scenario.target().confidence()) {
            assumptions.add(pair.label() + " is believed to reach its target with probability " + Text.number(chance)
                    + " only, below the confidence of "
                    + Text.shortest(scenario.target().confidence())
                    + "; it is no candidate (" + forecast.basis() + ")");
        }
    }

    private List<QuantizedModel> pairs() {
        List<QuantizedModel> pairs = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                pairs.add(new QuantizedModel(model.name(), quantization.name()));
            }
        }
        return pairs;
    }
}
