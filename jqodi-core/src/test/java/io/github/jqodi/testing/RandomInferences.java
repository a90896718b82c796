package io.github.jqodi.testing;

import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.plan.Problem;

/** Inferences made of random problems of fine-tuning. */
public final class RandomInferences {
    private RandomInferences() {}

    /** Measured epochs as inferences: those from the first epoch on, without a server after the last layer. */
    public static CostModel costs(Problem drawn) {
        if (!(drawn.costModel() instanceof MeasuredCosts measured)) {
            return drawn.costModel();
        }
        return new MeasuredCosts(measured.entries().stream()
                .filter(entry -> entry.fromEpoch() == 1)
                .filter(entry -> entry.cut()
                        != drawn.scenario().model(entry.pair().model()).layerCount())
                .toList());
    }
}
