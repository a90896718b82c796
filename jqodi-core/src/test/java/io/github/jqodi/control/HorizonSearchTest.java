package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.control.HorizonSearch.Found;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An epoch takes 1 s and 10 J, or 2 s and 4 J; nine runs of ten need one, the others ten. */
class HorizonSearchTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "horizons", "target": {"deadlineSeconds": DEADLINE, "loss": 0.5},
             "objective": OBJECTIVE,
             "edgeServers": [{"name": "a"}, {"name": "b"}], "bitWidths": [8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
             "costs": {"kind": "measured", "entries": [
                {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10},
                {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 2, "joules": 4}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"pmf": [0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0.1], "never": 0}}]}
            """;

    private static final String ENERGY = "{\"minimise\": \"energy\"}";
    private static final String MICRO_PRICES = "{\"minimise\": \"price\", \"pricePerJoule\": {\"default\": 1e-6}}";

    private static Found best(String objective, double deadlineSeconds, double missPrice, Double... quantiles) {
        Problem problem = ScenarioJson.parse(
                SCENARIO.replace("OBJECTIVE", objective).replace("DEADLINE", String.valueOf(deadlineSeconds)));
        RunAhead.Basis basis = new RunAhead.Basis(problem, ControlOptions.DEFAULT);
        RunAhead ahead = new RunAhead(basis, RunState.start(Optional.empty()));
        Map<QuantizedModel, EpochsLeft> open =
                Map.of(PAIR, new EpochsLeft(problem.assess().candidates().get(0).epochs(), 0));
        Horizons horizons = new Horizons(new Aim.PricedMiss(1, List.of(quantiles)), 0.95);
        return new HorizonSearch(basis, horizons, ahead, open, missPrice).best().orElseThrow();
    }

    /** One epoch of 4 J and a tenth of a miss, or ten of them that make 4 + 0.1 · 9 · 4 J: a miss of 36 J makes no difference. */
    @ParameterizedTest
    @CsvSource({"20, 1", "52, 10"})
    void theHorizonIsThatOfLeastEnergyAndPriceOfAMiss(double missJoules, int epochs) {
        Found found = best(ENERGY, 99, missJoules, 0.5, 0.95);
        assertEquals(epochs, found.epochs());
        assertEquals(epochs == 1 ? 4 + 0.1 * missJoules : 7.6, found.value(), 1e-12);
    }

    /** Energy in joules says nothing of what plans may cost where a joule has a price. */
    @ParameterizedTest
    @CsvSource({"20, 1", "52, 10"})
    void theHorizonIsThatOfLeastPriceWherePricesCount(double missMicros, int epochs) {
        Found found = best(MICRO_PRICES, 99, missMicros * 1e-6, 0.5, 0.95);
        assertEquals(epochs, found.epochs());
        assertEquals((epochs == 1 ? 4 + 0.1 * missMicros : 7.6) * 1e-6, found.value(), 1e-18);
    }

    /** Between a horizon that does not fit and the next one, the most epochs that fit may be best: 8 s are not enough for eight. */
    @Test
    void noPlanHasMoreEpochsThanFit() {
        assertEquals(7, best(ENERGY, 8, 500, 0.95).epochs());
        assertEquals(1, best(ENERGY, 8, 500, 0.5).epochs());
    }
}
