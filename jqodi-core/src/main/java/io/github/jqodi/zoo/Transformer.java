package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A transformer as an embedding, equal blocks and a head, with a cut point behind each but the last. Behind the embedding and
 * behind each block tokens times width elements cross a cut.
 *
 * @param embedding what makes tokens of a sample
 * @param block the block that is repeated
 * @param blocks how often
 * @param tokens n of one sample
 * @param head what comes behind the last block, the last normalisation included
 */
public record Transformer(Layer embedding, TransformerBlock block, int blocks, int tokens, Layer head) {
    private static final int VISION_CLASSES = 1000;

    /**
     * Checks the counts.
     *
     * @param embedding what makes tokens of a sample
     * @param block the block that is repeated
     * @param blocks at least 1
     * @param tokens at least 1
     * @param head what comes behind the last block
     */
    public Transformer {
        Check.between("blocks", blocks, 1, Integer.MAX_VALUE);
        Check.between("tokens", tokens, 1, Integer.MAX_VALUE);
    }

    /**
     * ViT-S/16 for ImageNet at 224x224 (Dosovitskiy and others 2021; Touvron and others 2021, DeiT-S): 22,050,664 parameters
     * and 4.6 GMACs, as timm documents {@code vit_small_patch16_224}. 196 patches and a class token.
     *
     * @return 14 layers
     */
    public static Transformer vitSmall() {
        TransformerBlock block = TransformerBlock.classic(384, 4 * 384);
        int patches = 14 * 14;
        int tokens = patches + 1;
        double patchWeights = 3.0 * 16 * 16 * block.width();
        double positions = (double) tokens * block.width();
        double classToken = block.width();
        Layer embedding = new Layer(
                "patches",
                patches * patchWeights,
                patchWeights + block.width() + classToken + positions,
                (double) tokens * block.width());
        double classifier = (double) block.width() * VISION_CLASSES;
        Layer head =
                new Layer("1000FC", classifier, block.normalisation() + classifier + VISION_CLASSES, VISION_CLASSES);
        return new Transformer(embedding, block, 12, tokens, head);
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
        int positions = 512;
        Check.between("tokens", tokens, 1, positions);
        int vocabulary = 30522;
        int segments = 2;
        Layer embedding = new Layer(
                "tokens",
                0,
                (double) (vocabulary + positions + segments) * block.width() + block.normalisation(),
                (double) tokens * block.width());
        double pooler = (double) block.width() * block.width();
        Layer head = new Layer("pooler", pooler, pooler + block.width(), block.width());
        return new Transformer(embedding, block, 12, tokens, head);
    }

    /**
     * A decoder of half a billion parameters, Qwen2.5-0.5B (Qwen team 2024): 494,032,768 parameters, "0.49B", 24 blocks,
     * keys and values of 2 heads for 14 of queries. Its head is tied to the embedding: the matrix is counted once, with the
     * embedding, though a cut between them needs it on both sides.
     *
     * @param tokens n, from 1 to 32768
     * @return 26 layers
     */
    public static Transformer halfBillionDecoder(int tokens) {
        Check.between("tokens", tokens, 1, 32768);
        TransformerBlock block =
                new TransformerBlock(896, 2 * 64, 4864, TransformerBlock.Style.GATED_WITH_ATTENTION_BIAS);
        int vocabulary = 151936;
        double matrix = (double) vocabulary * block.width();
        Layer embedding = new Layer("tokens", 0, matrix, (double) tokens * block.width());
        Layer head = new Layer("vocabulary", tokens * matrix, block.normalisation(), (double) tokens * vocabulary);
        return new Transformer(embedding, block, 24, tokens, head);
    }

    /**
     * {@return embedding, blocks and head in order, for a model version}
     */
    public List<Layer> layers() {
        Stream<Layer> repeated = IntStream.rangeClosed(1, blocks).mapToObj(i -> block.layer("block " + i, tokens));
        return Stream.of(Stream.of(embedding), repeated, Stream.of(head))
                .flatMap(part -> part)
                .toList();
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
