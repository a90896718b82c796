package io.github.jqodi.zoo;

import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Network;
import io.github.jqodi.scenario.Shape;

/**
 * Ready networks as blocks with a cut point after each but the last. MACs are forward multiply-adds of one image. The
 * networks of the paper count weights alone, as its Equations 1 and 2 are read (READINGS section 3); those for ImageNet count
 * biases and normalisation too, as published parameter counts do.
 */
public enum Architecture {
    /**
     * 64C3 - MP2 - p1 - 128C3 - MP2 - p2 - 128C3 - MP2 - p3 - 1024FC - p4 - 10SVM (footnotes 2 and 4 of the paper):
     * 2,330,304 weights, 32,188,416 MACs.
     */
    LENET_LIKE("LeNet-like"),

    /**
     * 128C3 - p1 - 128C3 - MP2 - p2 - 256C3 - p3 - 256C3 - p4 - MP2 - 1024FC - p5 - 10SVM (footnotes 3 and 6; p4 lies
     * before the pooling, READINGS #12): 17,823,104 weights, 397,813,760 MACs.
     */
    VGG_LIKE("VGG-like"),

    /**
     * ResNet-20 as He and others describe it for CIFAR-10 (2016, section 4.2): three stages of three units of two
     * convolutions, shortcuts without parameters; the reading of the paper's footnotes 1 and 5 used by default (READINGS
     * #13): 268,336 weights, 40,551,040 MACs.
     */
    RESNET20("ResNet20"),

    /**
     * Footnotes 1 and 5 of the paper to the letter: three blocks of three convolutions, Block(c, 3, 1) read as stride 1,
     * projections where channels grow (READINGS #13): 125,744 weights, 128,107,136 MACs.
     */
    RESNET20_FOOTNOTE_STRIDE1("ResNet20-footnote-stride1"),

    /**
     * Footnotes 1 and 5 of the paper to the letter, but with stride 2 where channels grow (READINGS #13): 125,744
     * weights, 19,579,520 MACs.
     */
    RESNET20_FOOTNOTE_STRIDE2("ResNet20-footnote-stride2"),

    /**
     * ResNet-18 for ImageNet with projection shortcuts (He and others 2016, table 1): 11,689,512 parameters and 1.81 GMACs as
     * torchvision documents {@code ResNet18_Weights}, where it says GFLOPS.
     */
    RESNET18("ResNet-18"),

    /**
     * ResNet-50 for ImageNet with the stride in the 3x3 convolution ("v1.5"): 25,557,032 parameters and 4.09 GMACs as
     * torchvision documents {@code ResNet50_Weights}. He and others put the stride into the first 1x1 convolution, which takes
     * about 3.8 GMACs (2016, table 1).
     */
    RESNET50("ResNet-50"),

    /**
     * MobileNetV2 of width 1 for ImageNet (Sandler and others 2018, table 2): 3,504,872 parameters and 0.30 GMACs as
     * torchvision documents {@code MobileNet_V2_Weights}; 3.4 M and 300 M in the authors' table 4.
     */
    MOBILENET_V2("MobileNetV2"),

    /**
     * VGG-16 for ImageNet without normalisation (Simonyan and Zisserman 2015, table 1, D): 138,357,544 parameters and
     * 15.47 GMACs as torchvision documents {@code VGG16_Weights}.
     */
    VGG16("VGG-16");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    /**
     * {@return the name for people and files}
     */
    public String label() {
        return label;
    }

    /**
     * {@return shape of one image: 3x32x32 for the paper's networks, 3x224x224 for those of ImageNet}
     */
    public Shape input() {
        return switch (this) {
            case RESNET18, RESNET50, MOBILENET_V2, VGG16 -> ImageNetNetworks.INPUT;
            default -> PaperNetworks.INPUT;
        };
    }

    /**
     * {@return the network, computed from its layer descriptors}
     */
    public Network network() {
        return switch (this) {
            case LENET_LIKE -> PaperNetworks.lenetLike();
            case VGG_LIKE -> PaperNetworks.vggLike();
            case RESNET20 -> PaperNetworks.resnet20();
            case RESNET20_FOOTNOTE_STRIDE1 -> PaperNetworks.resnet20Footnote(1);
            case RESNET20_FOOTNOTE_STRIDE2 -> PaperNetworks.resnet20Footnote(2);
            case RESNET18 -> ImageNetNetworks.resnet18();
            case RESNET50 -> ImageNetNetworks.resnet50();
            case MOBILENET_V2 -> ImageNetNetworks.mobileNetV2();
            case VGG16 -> ImageNetNetworks.vgg16();
        };
    }

    /**
     * A pre-trained version of this network, named by its {@link #label()}, with the default cuts, no work on the cloud and no
     * setup; {@link ModelVersion#withName} tells two of one network apart.
     *
     * @param loss L_a, loss of the full-precision model, finite and {@code >= 0}
     * @return the version
     */
    public ModelVersion toModelVersion(double loss) {
        return ModelVersion.of(label, loss, network().layers());
    }
}
