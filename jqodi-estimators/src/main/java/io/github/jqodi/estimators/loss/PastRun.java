package io.github.jqodi.estimators.loss;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;

/**
 * Losses of one past fine-tuning run, epoch by epoch.
 *
 * @param model name of the version
 * @param quantization q
 * @param start loss before the first epoch, after quantization
 * @param afterUpdate loss in epoch k after the update from the full-precision model, before fine-tuning; empty where it was
 *     not measured, γ^update is then taken as 0
 * @param afterRun loss at the end of epoch k
 */
public record PastRun(
        String model, Quantization quantization, double start, List<Double> afterUpdate, List<Double> afterRun) {
    /**
     * Checks every part and copies the lists.
     *
     * @param model not blank
     * @param quantization name and bits
     * @param start finite
     * @param afterUpdate finite numbers, none or as many as {@code afterRun}
     * @param afterRun finite numbers, at least one
     */
    public PastRun {
        Check.name("model", model);
        Check.finite("start", start);
        afterUpdate = Check.finites("afterUpdate", afterUpdate);
        afterRun = Check.finites("afterRun", afterRun);
        Check.that(!afterRun.isEmpty(), "afterRun", "[]", "must hold at least one loss");
        Check.that(
                afterUpdate.isEmpty() || afterUpdate.size() == afterRun.size(),
                "afterUpdate",
                afterUpdate.size() + " entries",
                "must be empty or have one for each of the " + afterRun.size() + " epochs");
    }

    /**
     * {@return model and quantization by name}
     */
    public QuantizedModel pair() {
        return new QuantizedModel(model, quantization.name());
    }

    /** γ^update(k); 0 after the last epoch. */
    double updateGain(int epoch) {
        return afterUpdate.isEmpty() || epoch > afterRun.size() ? 0 : afterUpdate.get(epoch - 1) - lossBefore(epoch);
    }

    /** Equation 11: γ^update(k) + γ^run(k); 0 after the last epoch. */
    double gain(int epoch) {
        return epoch > afterRun.size() ? 0 : afterRun.get(epoch - 1) - lossBefore(epoch);
    }

    private double lossBefore(int epoch) {
        return epoch == 1 ? start : afterRun.get(epoch - 2);
    }
}
