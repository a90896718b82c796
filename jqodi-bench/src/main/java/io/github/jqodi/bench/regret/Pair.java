package io.github.jqodi.bench.regret;

/**
 * A quantized model whose training ends some day.
 *
 * @param model name of the version
 * @param bits π_q
 * @param meanEpochs the scenario's K_exp
 */
record Pair(String model, int bits, int meanEpochs) {}
