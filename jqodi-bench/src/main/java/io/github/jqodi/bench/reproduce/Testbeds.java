package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.scenario.PaperScenarios;
import java.util.List;

/**
 * The paper's testbed under each parameter set that was fitted to its totals.
 *
 * @param all that of the bundled paper scenarios first
 */
record Testbeds(List<Testbed> all) {
    Testbeds {
        all = List.copyOf(all);
    }

    static Testbeds of(Published published) {
        return new Testbeds(PaperScenarios.calibrations().stream()
                .map(name -> Testbed.of(name, published))
                .toList());
    }
}
