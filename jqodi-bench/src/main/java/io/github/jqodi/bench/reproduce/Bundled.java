package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Scenarios that come with the command line. */
final class Bundled {
    private Bundled() {}

    static Problem problem(String name) {
        try (InputStream in = BundledScenarios.open(name)) {
            return ScenarioJson.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
