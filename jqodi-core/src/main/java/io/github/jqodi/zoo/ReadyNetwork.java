package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A network of the zoo by its name, with the raw sample it takes: every {@link Architecture}, and the transformers
 * {@value #VIT_SMALL}, {@value #BERT_BASE} and {@value #HALF_BILLION_DECODER}.
 *
 * @param name as {@link #names()} lists it
 * @param layers blocks in order, with a cut point after each but the last
 * @param elements of one raw sample: pixels and channels of an image, or tokens
 * @param elementBits of one element: 8 of an image, 32 of a token's number
 */
public record ReadyNetwork(String name, List<Layer> layers, double elements, double elementBits) {
    /** ViT-S/16 for images of 224x224, {@link Transformer#vitSmall()}. */
    public static final String VIT_SMALL = "ViT-S/16";

    /** BERT-base, {@link Transformer#bertBase}. */
    public static final String BERT_BASE = "BERT-base";

    /** Qwen2.5-0.5B, {@link Transformer#halfBillionDecoder}. */
    public static final String HALF_BILLION_DECODER = "Qwen2.5-0.5B";

    /** Tokens of a text where nothing else is said. */
    public static final int DEFAULT_TOKENS = 128;

    private static final double IMAGE_BITS = 8;
    private static final double TOKEN_BITS = 32;
    private static final Shape IMAGE = new Shape(3, 224, 224);

    /**
     * Copies the layers.
     *
     * @param name as listed
     * @param layers in order
     * @param elements of one raw sample
     * @param elementBits of one element
     */
    public ReadyNetwork {
        layers = List.copyOf(layers);
    }

    /**
     * {@return the names of all}
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>(
                Arrays.stream(Architecture.values()).map(Architecture::label).toList());
        names.addAll(List.of(VIT_SMALL, BERT_BASE, HALF_BILLION_DECODER));
        return List.copyOf(names);
    }

    /**
     * The network of a name.
     *
     * @param name one of {@link #names()}
     * @param tokens length of a text, for the networks that take one; {@value #DEFAULT_TOKENS} where left out
     * @return the network
     * @throws IllegalArgumentException if there is none of that name, or it takes no text of that length
     */
    public static ReadyNetwork named(String name, OptionalInt tokens) {
        int length = tokens.orElse(DEFAULT_TOKENS);
        return switch (name) {
            case BERT_BASE -> text(name, Transformer.bertBase(length));
            case HALF_BILLION_DECODER -> text(name, Transformer.halfBillionDecoder(length));
            case VIT_SMALL -> image(name, Transformer.vitSmall().layers(), IMAGE, tokens);
            default -> image(name, architecture(name), tokens);
        };
    }

    private static Architecture architecture(String name) {
        return Arrays.stream(Architecture.values())
                .filter(each -> each.label().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.invalid("name", name, "must be one of " + String.join(", ", names())));
    }

    private static ReadyNetwork image(String name, Architecture architecture, OptionalInt tokens) {
        return image(name, architecture.network().layers(), architecture.input(), tokens);
    }

    private static ReadyNetwork image(String name, List<Layer> layers, Shape input, OptionalInt tokens) {
        if (tokens.isPresent()) {
            throw Check.invalid("tokens", tokens.getAsInt(), "must be left out: " + name + " takes images");
        }
        return new ReadyNetwork(name, layers, input.elements(), IMAGE_BITS);
    }

    private static ReadyNetwork text(String name, Transformer transformer) {
        return new ReadyNetwork(name, transformer.layers(), transformer.tokens(), TOKEN_BITS);
    }
}
