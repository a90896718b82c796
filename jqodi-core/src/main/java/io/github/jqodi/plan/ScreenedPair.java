package io.github.jqodi.plan;

import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * A pair (a,q) that is looked at.
 *
 * @param model the version
 * @param quantization q
 * @param actions open to it
 */
record ScreenedPair(ModelVersion model, Quantization quantization, ActionGrid actions) {
    QuantizedModel pair() {
        return new QuantizedModel(model.name(), quantization.name());
    }
}
