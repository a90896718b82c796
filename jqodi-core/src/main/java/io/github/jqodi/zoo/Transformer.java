package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A transformer as an embedding, equal blocks and a head, with a cut point after each but the last. After the embedding and
 * after each block tokens times width elements cross a cut.
 *
 * @param embedding what makes tokens of a sample
 * @param block the block that is repeated
 * @param blocks how often
 * @param tokens n of one sample
 * @param head what comes after the last block, the last normalisation included
 */
public record Transformer(Layer embedding, TransformerBlock block, int blocks, int tokens, Layer head) {
    /**
     * Checks the counts.
     *
     * @param embedding what makes tokens of a sample
     * @param block the block that is repeated
     * @param blocks at least 1
     * @param tokens at least 1
     * @param head what comes after the last block
     */
    public Transformer {
        Check.between("blocks", blocks, 1, Integer.MAX_VALUE);
        Check.between("tokens", tokens, 1, Integer.MAX_VALUE);
    }

    /**
     * A vision transformer: square patches and a class token with learned positions, a classifier after the last
     * normalisation.
     *
     * @param block of {@link TransformerBlock.Style#CLASSIC} style, as published ones are
     * @param blocks how often
     * @param imageSide pixels along a side of an image of three channels, a multiple of the patch's
     * @param patchSide pixels along a side of a patch
     * @param classes at least 1
     * @return the transformer
     */
    public static Transformer vision(TransformerBlock block, int blocks, int imageSide, int patchSide, int classes) {
        Check.between("patchSide", patchSide, 1, Integer.MAX_VALUE);
        Check.that(
                imageSide >= patchSide && imageSide % patchSide == 0,
                "imageSide",
                imageSide,
                "must be a multiple of patchSide, " + patchSide);
        Check.between("classes", classes, 1, Integer.MAX_VALUE);
        int patches = imageSide / patchSide * (imageSide / patchSide);
        int tokens = patches + 1;
        double width = block.width();
        double patchWeights = 3.0 * patchSide * patchSide * width;
        double classTokenAndPositions = width + tokens * width;
        double classifier = width * classes;
        return new Transformer(
                new Layer(
                        "patches",
                        patches * patchWeights,
                        patchWeights + width + classTokenAndPositions,
                        tokens * width),
                block,
                blocks,
                tokens,
                new Layer(classes + "FC", classifier, block.normalisation() + classifier + classes, classes));
    }

    /**
     * A decoder whose head is tied to its embedding: the matrix is counted once, with the embedding, though a cut between them
     * needs it on both sides. Positions are rotated in and have no weights.
     *
     * @param block the block
     * @param blocks how often
     * @param vocabulary at least 1
     * @param tokens n of one sample
     * @return the transformer
     */
    public static Transformer decoder(TransformerBlock block, int blocks, int vocabulary, int tokens) {
        Check.between("vocabulary", vocabulary, 1, Integer.MAX_VALUE);
        double width = block.width();
        double matrix = vocabulary * width;
        return new Transformer(
                new Layer("tokens", 0, matrix, tokens * width),
                block,
                blocks,
                tokens,
                new Layer("vocabulary", tokens * matrix, block.normalisation(), (double) tokens * vocabulary));
    }

    /**
     * ViT-S/16 for ImageNet at 224x224 (Dosovitskiy and others 2021; Touvron and others 2021, DeiT-S): 22,050,664 parameters
     * and 4.6 GMACs, as timm documents {@code vit_small_patch16_224}. 196 patches and a class token.
     *
     * @return 14 layers
     */
    public static Transformer vitSmall() {
        return vision(TransformerBlock.classic(384, 4 * 384), 12, 224, 16, 1000);
    }

    /**
     * BERT-base, uncased, with its pooler (Devlin and others 2019): 109,482,240 parameters, "110M". 22.3 GFLOP at 128 tokens,
     * where Jiao and others print 22.5 (TinyBERT, 2020, table 1).
     *
     * @param tokens n, from 1 to 512
     * @return 14 layers
     */
    public static Transformer bertBase(int tokens) {
        TransformerBlock block = TransformerBlock.classic(768, 4 * 768);
        int vocabulary = 30522;
        int positions = 512;
        int segments = 2;
        Check.between("tokens", tokens, 1, positions);
        double width = block.width();
        double embeddings = (vocabulary + positions + segments) * width;
        double pooler = width * width;
        return new Transformer(
                new Layer("tokens", 0, embeddings + block.normalisation(), tokens * width),
                block,
                12,
                tokens,
                new Layer("pooler", pooler, pooler + width, width));
    }

    /**
     * A decoder of half a billion parameters, Qwen2.5-0.5B (Qwen team 2024): 494,032,768 parameters, "0.49B", 24 blocks, keys
     * and values of 2 heads for 14 of queries.
     *
     * @param tokens n, from 1 to 32768
     * @return 26 layers
     */
    public static Transformer halfBillionDecoder(int tokens) {
        Check.between("tokens", tokens, 1, 32768);
        return decoder(
                new TransformerBlock(896, 2 * 64, 4864, TransformerBlock.Style.GATED_WITH_ATTENTION_BIAS),
                24,
                151936,
                tokens);
    }

    /**
     * {@return embedding, blocks and head in order, for a model version}
     */
    public List<Layer> layers() {
        return layers(i -> block.layer("block " + i, tokens));
    }

    private List<Layer> layers(IntFunction<Layer> blockAt) {
        List<Layer> layers = new ArrayList<>(List.of(embedding));
        IntStream.rangeClosed(1, blocks).mapToObj(blockAt).forEach(layers::add);
        layers.add(head);
        return List.copyOf(layers);
    }

    /**
     * The same layers with low-rank adapters in every block: their weights and multiply-adds are added, cut points and outputs
     * stay. The adapters are all that is trained, {@link TransformerBlock#adapterParameters} of them in a block; embedding, head
     * and the weights that were there before are frozen.
     *
     * @param rank at least 1
     * @param beside which matrices have one
     * @return embedding, blocks and head in order
     * @throws IllegalArgumentException if the blocks have no such matrix
     */
    public List<Layer> layersWithAdapters(int rank, Set<TransformerBlock.Matrix> beside) {
        double adapters = block.adapterParameters(rank, beside);
        return layers(i -> withAdapters(block.layer("block " + i, tokens), adapters)).stream()
                .map(layer -> isBlock(layer) ? layer : layer.withTrainableParameters(0))
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // the very layers at both ends
    private boolean isBlock(Layer layer) {
        return layer != embedding && layer != head;
    }

    private Layer withAdapters(Layer layer, double adapters) {
        return new Layer(
                layer.name(),
                layer.macs() + tokens * adapters,
                layer.parameters() + adapters,
                adapters,
                layer.outputElements(),
                layer.activationElements());
    }

    /**
     * {@return forward multiply-adds of one sample}
     */
    public double macs() {
        return layers().stream().mapToDouble(Layer::macs).sum();
    }

    /**
     * {@return weights of the whole}
     */
    public double parameters() {
        return layers().stream().mapToDouble(Layer::parameters).sum();
    }

    /**
     * A pre-trained version of this network with the default cuts, no work on the cloud and no setup.
     *
     * @param name unique among the versions
     * @param loss L_a, loss of the full-precision model, finite and {@code >= 0}
     * @return the version
     */
    public ModelVersion toModelVersion(String name, double loss) {
        return ModelVersion.of(name, loss, layers());
    }

    @Override
    public String toString() {
        return Text.count(blocks, "transformer block") + " of width " + block.width() + " on "
                + Text.count(tokens, "token") + ", " + Text.number(macs()) + " MACs, " + Text.number(parameters())
                + " parameters";
    }
}
