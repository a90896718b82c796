package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Costs computed by Equations 1 to 10 from layers, workload and coefficients. With s(q) the work that a width saves and c_i the
 * part of a training pass that a layer takes, which is 1 where all weights train, d^i = macs_i·s(q)·(trainPasses·n_tr·c_i +
 * validationPasses·n_val) and g^i = trainableParameters_i·updateBits, unless a variant gives them outright.
 *
 * @param payload what crosses the link between server and device
 * @param featureBits bits per feature element; empty for those of the activations
 * @param gradientReturn whether gradients come back for the training samples
 * @param bitScaling s(q)
 * @param requantizeEachEpoch whether τ_(a,q) and ε_(a,q) are paid again in each epoch (READINGS #2)
 * @param placement when frozen weights get to where they are used
 * @param trainingMemory what training takes beside the weights; empty if memory holds weights alone
 * @param profile measured times of layers, in place of work over speed on device and servers; empty if there are none
 */
public record AnalyticCosts(
        Payload payload,
        OptionalInt featureBits,
        boolean gradientReturn,
        BitScaling bitScaling,
        boolean requantizeEachEpoch,
        Placement placement,
        Optional<TrainingMemory> trainingMemory,
        Optional<Profile> profile)
        implements CostModel {
    private static final double USUAL_FLOOR = 0.11;

    /**
     * The equations of the paper to the letter: weights only, features at the model's width, gradients returned, work
     * proportional to bits, quantized once.
     */
    public static final AnalyticCosts PAPER = new Builder().build();

    /**
     * What is usual in practice: weights, features and gradients cross the link, and a part of the work, 0.11,
     * is saved by no width, which fits measured speed-ups of 3.0 to 3.1 at 8 and 4.4 to 4.5 at 4 bits (HAWQ).
     */
    public static final AnalyticCosts DEFAULT =
            PAPER.withPayload(Payload.BOTH).withBitScaling(new BitScaling.Floor(AnalyticCosts.USUAL_FLOOR));

    /**
     * Checks the feature width.
     *
     * @param payload what crosses the link
     * @param featureBits from 1 to 64 where given
     * @param gradientReturn whether gradients come back
     * @param bitScaling s(q)
     * @param requantizeEachEpoch whether setup is paid in each epoch
     * @param placement when frozen weights get to where they are used
     * @param trainingMemory what training takes beside the weights
     * @param profile measured times of layers
     */
    public AnalyticCosts {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(featureBits, "featureBits");
        Objects.requireNonNull(bitScaling, "bitScaling");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(trainingMemory, "trainingMemory");
        Objects.requireNonNull(profile, "profile");
        featureBits.ifPresent(bits -> Check.between("featureBits", bits, 1, 64));
    }

    /**
     * {@return a builder that starts from {@link #DEFAULT}}
     */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /**
     * {@return a builder that starts from these costs}
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.payload = payload;
        builder.featureBits = featureBits;
        builder.gradientReturn = gradientReturn;
        builder.bitScaling = bitScaling;
        builder.requantizeEachEpoch = requantizeEachEpoch;
        builder.placement = placement;
        builder.trainingMemory = trainingMemory;
        builder.profile = profile;
        return builder;
    }

    /**
     * The same costs with another payload.
     *
     * @param newPayload what crosses the link between server and device
     * @return a copy
     */
    public AnalyticCosts withPayload(Payload newPayload) {
        return toBuilder().payload(newPayload).build();
    }

    /**
     * The same costs with features of a width of their own.
     *
     * @param bits bits per element
     * @return a copy
     */
    public AnalyticCosts withFeatureBits(int bits) {
        return toBuilder().featureBits(bits).build();
    }

    /**
     * The same costs with or without gradients.
     *
     * @param returned whether gradients come back
     * @return a copy
     */
    public AnalyticCosts withGradientReturn(boolean returned) {
        return toBuilder().gradientReturn(returned).build();
    }

    /**
     * The same costs with another bit scaling.
     *
     * @param scaling s(q)
     * @return a copy
     */
    public AnalyticCosts withBitScaling(BitScaling scaling) {
        return toBuilder().bitScaling(scaling).build();
    }

    /**
     * The same costs with or without quantization in each epoch.
     *
     * @param each whether setup is paid in each epoch
     * @return a copy
     */
    public AnalyticCosts withRequantizeEachEpoch(boolean each) {
        return toBuilder().requantizeEachEpoch(each).build();
    }

    /**
     * The same costs with another placement of frozen weights.
     *
     * @param newPlacement when they get to where they are used
     * @return a copy
     */
    public AnalyticCosts withPlacement(Placement newPlacement) {
        return toBuilder().placement(newPlacement).build();
    }

    /**
     * The same costs where memory must hold what training takes.
     *
     * @param memory what that is, beside the weights
     * @return a copy
     */
    public AnalyticCosts withTrainingMemory(TrainingMemory memory) {
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(memory, "memory");
        return toBuilder().trainingMemory(memory).build();
    }

    /**
     * The same costs with measured times of layers.
     *
     * @param measured in place of work over speed on device and servers
     * @return a copy
     */
    public AnalyticCosts withProfile(Profile measured) {
        Objects.requireNonNull(measured, "measured");
        return toBuilder().profile(measured).build();
    }

    @Override
    public void check(Scenario scenario) {
        Check.that(
                placement == Placement.IN_PLACE || scenario.schedule() == SchedulePolicy.FIXED,
                "costs/placement",
                "firstEpoch",
                "needs a fixed schedule, as one that changes could begin at cut 0 and never pay",
                "Set schedule to fixed, or placement to inPlace.");
        need(scenario.cloud(), "cloud");
        Device device = need(scenario.device(), "device");
        if (profile.isEmpty()) {
            need(device.processor(), "device/macsPerSecond");
        }
        if (!areGivenByVariants(scenario)) {
            need(
                    scenario.workload(),
                    "workload",
                    "Only measured costs, and models given by variants, can do without it.");
        }
        List<EdgeServer> servers = scenario.edgeServers();
        for (int i = 0; i < servers.size(); i++) {
            EdgeServer server = servers.get(i);
            if ((profile.isEmpty() && server.processor().isEmpty())
                    || server.cloudLink().isEmpty()
                    || server.deviceLink().isEmpty()) {
                if (profile.isEmpty()) {
                    need(server.processor(), "edgeServers/" + i + "/macsPerSecond");
                }
                need(server.cloudLink(), "edgeServers/" + i + "/cloudLink");
                need(server.deviceLink(), "edgeServers/" + i + "/deviceLink");
            }
        }
        profile.ifPresent(measured -> measured.check(scenario));
    }

    /** Whether nothing is left that a workload would say; widths outside of Ω are looked at where they are asked for. */
    private boolean areGivenByVariants(Scenario scenario) {
        return profile.isEmpty()
                && trainingMemory.isEmpty()
                && scenario.models().stream().allMatch(model -> isGivenByVariants(model, scenario));
    }

    private static boolean isGivenByVariants(ModelVersion model, Scenario scenario) {
        return model.layers().isEmpty()
                ? !model.variants().isEmpty()
                : scenario.quantizations().stream()
                        .allMatch(quantization ->
                                model.variantFor(quantization.name()).isPresent());
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        return AnalyticScenarioCosts.of(scenario, this);
    }

    @Override
    public ScenarioCosts costs(Scenario scenario, ScenarioCosts before) {
        return before instanceof AnalyticScenarioCosts known ? known.changedTo(scenario, this) : costs(scenario);
    }

    private static <T> T need(Optional<T> part, String field) {
        return need(part, field, "Only measured costs can do without it.");
    }

    private static <T> T need(Optional<T> part, String field, String advice) {
        Check.that(part.isPresent(), field, "missing", "is needed where costs are analytic", advice);
        return part.orElseThrow();
    }

    /** Costs under construction, at first those of the paper. Not thread-safe. */
    public static final class Builder {
        private Payload payload = Payload.WEIGHTS;
        private OptionalInt featureBits = OptionalInt.empty();
        private boolean gradientReturn = true;
        private BitScaling bitScaling = new BitScaling.Floor(0);
        private boolean requantizeEachEpoch;
        private Placement placement = Placement.IN_PLACE;
        private Optional<TrainingMemory> trainingMemory = Optional.empty();
        private Optional<Profile> profile = Optional.empty();

        private Builder() {}

        /**
         * Sets the payload.
         *
         * @param newPayload what crosses the link between server and device
         * @return this
         */
        public Builder payload(Payload newPayload) {
            payload = newPayload;
            return this;
        }

        /**
         * Sets the width of features.
         *
         * @param bits bits per element
         * @return this
         */
        public Builder featureBits(int bits) {
            featureBits = OptionalInt.of(bits);
            return this;
        }

        /**
         * Sets whether gradients come back.
         *
         * @param returned whether they do
         * @return this
         */
        public Builder gradientReturn(boolean returned) {
            gradientReturn = returned;
            return this;
        }

        /**
         * Sets the bit scaling.
         *
         * @param scaling s(q)
         * @return this
         */
        public Builder bitScaling(BitScaling scaling) {
            bitScaling = scaling;
            return this;
        }

        /**
         * Sets whether the model is quantized in each epoch.
         *
         * @param each whether setup is paid in each epoch
         * @return this
         */
        public Builder requantizeEachEpoch(boolean each) {
            requantizeEachEpoch = each;
            return this;
        }

        /**
         * Sets the placement of frozen weights.
         *
         * @param newPlacement when they get to where they are used
         * @return this
         */
        public Builder placement(Placement newPlacement) {
            placement = newPlacement;
            return this;
        }

        /**
         * Sets what memory must hold beside the weights.
         *
         * @param memory what training takes
         * @return this
         */
        public Builder trainingMemory(TrainingMemory memory) {
            trainingMemory = Optional.of(memory);
            return this;
        }

        /**
         * Sets measured times of layers.
         *
         * @param measured in place of work over speed on device and servers
         * @return this
         */
        public Builder profile(Profile measured) {
            profile = Optional.of(measured);
            return this;
        }

        /**
         * {@return the costs}
         */
        public AnalyticCosts build() {
            return new AnalyticCosts(
                    payload,
                    featureBits,
                    gradientReturn,
                    bitScaling,
                    requantizeEachEpoch,
                    placement,
                    trainingMemory,
                    profile);
        }
    }
}
