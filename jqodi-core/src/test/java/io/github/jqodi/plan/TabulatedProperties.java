package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainEstimator;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Beliefs that are code, asked once and put into a table, against the same beliefs asked by a solver. */
class TabulatedProperties {
    @Property(tries = 500)
    void aWrittenFileHasThePlanOfTheCode(@ForAll long seed) {
        RandomProblems.Case known = RandomProblems.of(seed);
        Problem code = known.problem().withEstimators(code(known.problem().estimators(), new ArrayList<>()));
        assertThrows(IllegalArgumentException.class, () -> ScenarioJson.write(code));
        Problem file = ScenarioJson.parse(ScenarioJson.write(code.tabulated()));
        Planner planner = Planner.create().withRule(known.rule());
        assertAlike(planner.plan(code), planner.plan(file), seed);
    }

    @Property(tries = 200)
    void everyPairIsAskedOnceAndPairsWithoutAnEstimateStayOut(@ForAll long seed) {
        Problem known = RandomProblems.of(seed).problem();
        EstimateTable table = known.estimators().table().orElseThrow();
        List<String> asked = new ArrayList<>();
        Problem tabulated =
                known.withEstimators(code(known.estimators(), asked)).tabulated();
        EstimateTable made = tabulated.estimators().table().orElseThrow();
        long questions = questions(known.scenario(), table);
        assertEquals(
                questions,
                asked.stream().filter(what -> what.startsWith("K of")).count());
        assertEquals(new HashSet<>(asked).size(), asked.size(), "asked twice: " + asked);
        assertEquals(pairsOf(table), pairsOf(made));
        for (EstimateTable.Row row : made.rows()) {
            EstimateTable.Row wanted = table.rows().stream()
                    .filter(other ->
                            other.pair().equals(row.pair()) && other.reaches().equals(row.reaches()))
                    .findFirst()
                    .orElseThrow();
            boolean reached = lastEpoch(known, wanted).isPresent();
            assertEquals(wanted.epochs(), row.epochs());
            assertEquals(reached ? wanted.compressionLoss() : Optional.empty(), row.compressionLoss());
            assertEquals(
                    reached && wanted.trajectory().isPresent(), row.trajectory().isPresent());
            row.trajectory()
                    .ifPresent(gains -> assertEquals(
                            lastEpoch(known, wanted).orElseThrow(),
                            gains.run().expected().size()));
        }
        assertSame(tabulated, tabulated.tabulated());
    }

    @Property(tries = 20)
    void codeThatThrowsIsNamedWithItsPair(@ForAll long seed) {
        Problem broken = RandomProblems.of(seed).problem().withEstimators(Estimators.of((scenario, pair) -> {
            throw new IllegalStateException("no curve");
        }));
        var e = assertThrows(IllegalArgumentException.class, broken::tabulated);
        assertTrue(String.valueOf(e.getMessage()).startsWith("estimate of epochs of 'model1' at "), e.getMessage());
    }

    /** One for each loss that is reached, else one for the target. */
    private static long questions(Scenario scenario, EstimateTable table) {
        long questions = table.rows().size();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                QuantizedModel pair = new QuantizedModel(model.name(), quantization.name());
                questions += pairsOf(table).contains(pair) ? 0 : 1;
            }
        }
        return questions;
    }

    private static List<QuantizedModel> pairsOf(EstimateTable table) {
        return table.rows().stream().map(EstimateTable.Row::pair).toList();
    }

    /** As far as losses are followed. */
    private static Optional<Integer> lastEpoch(Problem problem, EstimateTable.Row row) {
        return row.epochs()
                .orElseThrow()
                .at(problem.scenario().target().confidence())
                .map(k -> k.robustEpochs().orElse(k.lastEpoch()));
    }

    /** The same beliefs as code of a caller's, which answers what it is asked for and no epoch more. */
    private static Estimators code(Estimators known, List<String> asked) {
        return Estimators.of(new EpochEstimator() {
                    @Override
                    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
                        asked.add("K of " + pair + " to " + scenario.lossTarget(pair));
                        return known.epochs().epochs(scenario, pair);
                    }

                    @Override
                    public Reach reach(Scenario scenario, QuantizedModel pair) {
                        return known.epochs().reach(scenario, pair);
                    }
                })
                .withCompressionLoss((scenario, pair) -> {
                    asked.add("loss of " + pair + " to " + scenario.lossTarget(pair));
                    return known.compressionLoss().compressionLoss(scenario, pair);
                })
                .withGains(gains("update", known.updateGain(), asked), gains("run", known.runGain(), asked));
    }

    private static GainEstimator gains(String name, GainEstimator known, List<String> asked) {
        return (scenario, pair, epochs) -> {
            asked.add(name + " of " + pair + " to " + scenario.lossTarget(pair));
            return known.gains(scenario, pair, epochs)
                    .map(all -> new GainSeries(
                            all.expected().subList(0, epochs), all.robust().subList(0, epochs)));
        };
    }

    private static void assertAlike(SolveResult code, SolveResult file, long seed) {
        String where = "seed " + seed;
        assertEquals(code.status(), file.status(), where);
        assertEquals(code.plan(), file.plan(), where);
        assertEquals(code.lowerBound(), file.lowerBound(), where);
        assertEquals(code.alternatives(), file.alternatives(), where);
        assertEquals(code.infeasibilities(), file.infeasibilities(), where);
        assertEquals(code.warnings(), file.warnings(), where);
    }
}
