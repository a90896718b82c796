package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Inputs of the networks from a pair (a,q): size, work and depth of the model, L_a and the bit-width. */
final class PairInputs {
    /** How many numbers. */
    static final int WIDTH = 6;
    /** Where L_a stands. */
    static final int LOSS = 3;

    private final Map<String, ModelVersion> models = new HashMap<>();

    PairInputs(List<ModelVersion> versions) {
        Check.distinct("models", versions, ModelVersion::name).forEach(model -> models.put(model.name(), model));
    }

    /** Inputs of a model by name, which must be known. */
    double[] of(String name, Quantization quantization) {
        ModelVersion model = models.get(name);
        if (model == null) {
            throw Check.invalid("models", models.keySet(), "must hold '" + name + "', of which there are past runs");
        }
        return of(model, quantization);
    }

    /** Inputs of any model. */
    static double[] of(ModelVersion model, Quantization quantization) {
        double parameters =
                model.layers().stream().mapToDouble(Layer::parameters).sum();
        double macs = model.layers().stream().mapToDouble(Layer::macs).sum();
        return new double[] {
            StrictMath.log1p(parameters),
            StrictMath.log1p(macs),
            StrictMath.log1p(model.layerCount()),
            model.loss(),
            StrictMath.log(quantization.weightBits()),
            1.0 / quantization.weightBits()
        };
    }
}
