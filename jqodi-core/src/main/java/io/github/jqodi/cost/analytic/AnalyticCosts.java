package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Costs computed by Equations 1 to 10 from layers, workload and coefficients. With C = trainPasses·n_tr + validationPasses·n_val,
 * d^i = macs_i·C·s(q) and g^i = parameters_i·updateBits, unless a variant gives them outright.
 *
 * @param payload what crosses the link between server and device
 * @param featureBits bits per feature element; empty for those of the activations
 * @param gradientReturn whether gradients come back for the training samples
 * @param bitScaling s(q)
 * @param requantizeEachEpoch whether τ_(a,q) and ε_(a,q) are paid again in each epoch (READINGS #2)
 */
public record AnalyticCosts(
        Payload payload,
        OptionalInt featureBits,
        boolean gradientReturn,
        BitScaling bitScaling,
        boolean requantizeEachEpoch)
        implements CostModel {
    /** Weights only, features at the model's width, gradients returned, work proportional to bits, quantized once. */
    public static final AnalyticCosts DEFAULT =
            new AnalyticCosts(Payload.WEIGHTS, OptionalInt.empty(), true, new BitScaling.Floor(0), false);

    /**
     * Checks the feature width.
     *
     * @param payload what crosses the link
     * @param featureBits from 1 to 64 where given
     * @param gradientReturn whether gradients come back
     * @param bitScaling s(q)
     * @param requantizeEachEpoch whether setup is paid in each epoch
     */
    public AnalyticCosts {
        featureBits.ifPresent(bits -> Check.between("featureBits", bits, 1, 64));
    }

    /**
     * The same costs with another payload.
     *
     * @param newPayload what crosses the link between server and device
     * @return a copy
     */
    public AnalyticCosts withPayload(Payload newPayload) {
        return new AnalyticCosts(newPayload, featureBits, gradientReturn, bitScaling, requantizeEachEpoch);
    }

    /**
     * The same costs with features of a width of their own.
     *
     * @param bits bits per element
     * @return a copy
     */
    public AnalyticCosts withFeatureBits(int bits) {
        return new AnalyticCosts(payload, OptionalInt.of(bits), gradientReturn, bitScaling, requantizeEachEpoch);
    }

    /**
     * The same costs with or without gradients.
     *
     * @param returned whether gradients come back
     * @return a copy
     */
    public AnalyticCosts withGradientReturn(boolean returned) {
        return new AnalyticCosts(payload, featureBits, returned, bitScaling, requantizeEachEpoch);
    }

    /**
     * The same costs with another bit scaling.
     *
     * @param scaling s(q)
     * @return a copy
     */
    public AnalyticCosts withBitScaling(BitScaling scaling) {
        return new AnalyticCosts(payload, featureBits, gradientReturn, scaling, requantizeEachEpoch);
    }

    /**
     * The same costs with or without quantization in each epoch.
     *
     * @param each whether setup is paid in each epoch
     * @return a copy
     */
    public AnalyticCosts withRequantizeEachEpoch(boolean each) {
        return new AnalyticCosts(payload, featureBits, gradientReturn, bitScaling, each);
    }

    @Override
    public void check(Scenario scenario) {
        need(scenario.cloud(), "cloud");
        need(scenario.device(), "device");
        need(scenario.workload(), "workload");
        List<EdgeServer> servers = scenario.edgeServers();
        for (int i = 0; i < servers.size(); i++) {
            EdgeServer server = servers.get(i);
            if (server.processor().isEmpty()
                    || server.cloudLink().isEmpty()
                    || server.deviceLink().isEmpty()) {
                need(server.processor(), "edgeServers/" + i + "/macsPerSecond");
                need(server.cloudLink(), "edgeServers/" + i + "/cloudLink");
                need(server.deviceLink(), "edgeServers/" + i + "/deviceLink");
            }
        }
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        return AnalyticScenarioCosts.of(scenario, this);
    }

    @Override
    public ScenarioCosts costs(Scenario scenario, ScenarioCosts before) {
        return before instanceof AnalyticScenarioCosts known ? known.changedTo(scenario, this) : costs(scenario);
    }

    private static void need(Optional<?> part, String field) {
        Check.that(
                part.isPresent(),
                field,
                "missing",
                "is needed where costs are analytic",
                "Only measured costs can do without it.");
    }
}
