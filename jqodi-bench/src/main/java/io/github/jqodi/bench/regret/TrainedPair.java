package io.github.jqodi.bench.regret;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * A quantized model whose training ends some day.
 *
 * @param pair model and quantization by name
 * @param meanEpochs the scenario's K_exp
 * @param believed what the scenario says of its epochs
 * @param epochs the distribution that this stands for
 */
record TrainedPair(QuantizedModel pair, int meanEpochs, EpochEstimate believed, EpochDistribution epochs) {}
