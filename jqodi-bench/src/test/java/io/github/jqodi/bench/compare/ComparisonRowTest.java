package io.github.jqodi.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What a row of a comparison tells in one line. */
class ComparisonRowTest {
    @Test
    void aRowTellsItsPlanOrWhyThereIsNone() throws IOException {
        Problem problem;
        try (InputStream in = BundledScenarios.open("motivating-example")) {
            problem = ScenarioJson.read(in);
        }
        for (ComparisonRow row : Comparison.of(problem, SolveOptions.DEFAULT).rows()) {
            String found = row.plan().map(Plan::toString).orElse(row.reason());
            String broken = row.breaches().isEmpty() ? "" : ", breaks " + String.join(", ", row.breaks());
            assertEquals(row.kind().label() + " " + row.name() + ": " + row.status() + ": " + found + broken, "" + row);
        }
    }
}
