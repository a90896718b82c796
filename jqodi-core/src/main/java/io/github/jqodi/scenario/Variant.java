package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A quantized model given outright instead of computed from layers, workload and bit scaling.
 *
 * <p>An inference takes what one sample takes, which is inferred: of a layer {@code macsPerEpoch} over trainPasses · trainSamples ·
 * c_i + validationPasses · validationSamples of the workload, with c_i = (1 + β_i + f_i)/3 the part of a full training pass that it
 * takes (β_i is 1 if it or a layer before it trains, else 0; f_i is {@code updateBits} over {@code sizeBits}, at most 1), and
 * of its output {@code outputBitsPerEpoch} over all samples. Without samples there is no inference of a variant.
 *
 * @param quantization name of q; of a bit-width its number
 * @param layers its layers in order
 * @param cloudMacsPerEpoch F_a for this variant; empty if the model's own
 */
public record Variant(String quantization, List<VariantLayer> layers, OptionalDouble cloudMacsPerEpoch) {
    /**
     * Checks the values.
     *
     * @param quantization not blank
     * @param layers at least one
     * @param cloudMacsPerEpoch finite, {@code >= 0} where given
     */
    public Variant {
        Objects.requireNonNull(cloudMacsPerEpoch, "cloudMacsPerEpoch");
        Objects.requireNonNull(layers, "layers");
        Objects.requireNonNull(quantization, "quantization");
        Check.name("quantization", quantization);
        layers = List.copyOf(layers);
        Check.that(!layers.isEmpty(), "layers", "[]", "must list at least one layer");
        cloudMacsPerEpoch = Check.nonNegative("cloudMacsPerEpoch", cloudMacsPerEpoch);
    }

    /**
     * A variant of a bit-width.
     *
     * @param bits π_q, in (0, 32]
     * @param layers at least one
     * @return the variant of the quantization named by that number, with the model's own work on the cloud
     */
    public static Variant of(double bits, List<VariantLayer> layers) {
        return new Variant(Quantization.of(bits).name(), layers, OptionalDouble.empty());
    }

    /**
     * One layer of the variant.
     *
     * @param macsPerEpoch d^i_(a,q), work of one epoch, all passes included
     * @param sizeBits size of the weights
     * @param updateBits g^i_(a,q), what of them moves in each epoch; the layer trains where it is above 0
     * @param outputBitsPerEpoch bits that cross a cut after this layer upward in one epoch
     */
    public record VariantLayer(double macsPerEpoch, double sizeBits, double updateBits, double outputBitsPerEpoch) {
        /**
         * Checks every number.
         *
         * @param macsPerEpoch finite, {@code >= 0}
         * @param sizeBits finite, {@code >= 0}
         * @param updateBits finite, {@code >= 0}
         * @param outputBitsPerEpoch finite, {@code >= 0}
         */
        public VariantLayer {
            macsPerEpoch = Check.nonNegative("macsPerEpoch", macsPerEpoch);
            sizeBits = Check.nonNegative("sizeBits", sizeBits);
            updateBits = Check.nonNegative("updateBits", updateBits);
            outputBitsPerEpoch = Check.nonNegative("outputBitsPerEpoch", outputBitsPerEpoch);
        }

        /**
         * A layer all of whose weights move.
         *
         * @param macsPerEpoch d^i_(a,q)
         * @param sizeBits g^i_(a,q)
         * @param outputBitsPerEpoch bits that cross a cut after this layer upward in one epoch
         */
        public VariantLayer(double macsPerEpoch, double sizeBits, double outputBitsPerEpoch) {
            this(macsPerEpoch, sizeBits, sizeBits, outputBitsPerEpoch);
        }
    }
}
