package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.scenario.PaperScenarios;

/**
 * The paper's testbed under one fitted parameter set.
 *
 * @param name of the parameter set
 * @param first Data 1
 * @param second Data 2
 */
record Testbed(String name, DataRequest first, DataRequest second) {
    static Testbed of(String calibration, Published published) {
        return new Testbed(
                calibration,
                DataRequest.of(1, PaperScenarios.calibrated(calibration, 1), published),
                DataRequest.of(2, PaperScenarios.calibrated(calibration, 2), published));
    }

    DataRequest data(int number) {
        return number == 1 ? first : second;
    }
}
