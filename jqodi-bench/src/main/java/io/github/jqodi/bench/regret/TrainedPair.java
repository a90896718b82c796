package io.github.jqodi.bench.regret;

import io.github.jqodi.scenario.QuantizedModel;

/**
 * A quantized model whose training ends some day.
 *
 * @param pair model and quantization by name
 * @param meanEpochs the scenario's K_exp
 */
record TrainedPair(QuantizedModel pair, int meanEpochs) {}
