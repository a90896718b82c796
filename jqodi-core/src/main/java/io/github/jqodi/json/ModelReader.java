package io.github.jqodi.json;

import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Variant.VariantLayer;
import java.util.List;

/** Reads a model version. */
final class ModelReader {
    private ModelReader() {}

    static ModelVersion model(Cursor in, MetricForm form) {
        Field<String> name = Field.required("name", Cursor::text);
        MetricForm.Numbers loss = form.numbers("loss", "accuracy");
        MetricForm.Numbers target = form.numbers("lossTarget", "accuracyTarget");
        Field<List<Layer>> layers = Field.optional("layers", c -> c.list(ModelReader::layer));
        Field<List<Integer>> cuts = Field.optional("cuts", c -> c.list(Cursor::integer));
        Field<Double> cloudMacs = Field.optional("cloudMacsPerEpoch", Cursor::number);
        Field<List<Setup>> setup = Field.optional("setup", c -> c.list(ModelReader::setup));
        Field<List<Variant>> variants = Field.optional("variants", c -> c.list(ModelReader::variant));
        in.object(
                name,
                loss.loss(),
                loss.accuracy(),
                target.loss(),
                target.accuracy(),
                layers,
                cuts,
                cloudMacs,
                setup,
                variants);
        double value = loss.required(in);
        return in.make(() -> new ModelVersion(
                name.get(),
                value,
                target.value(in),
                layers.orElse(List.of()),
                cuts.value(),
                cloudMacs.orElse(0.0),
                setup.orElse(List.of()),
                variants.orElse(List.of())));
    }

    /** The layers of an object that holds nothing else. */
    static List<Layer> layers(Cursor in) {
        Field<List<Layer>> layers = Field.required("layers", c -> c.list(ModelReader::layer));
        in.object(layers);
        return layers.get();
    }

    private static Layer layer(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Double> macs = Field.required("macs", Cursor::number);
        Field<Double> parameters = Field.required("parameters", Cursor::number);
        Field<Double> trainable = Field.optional("trainableParameters", Cursor::number);
        Field<Double> outputs = Field.optional("outputElements", Cursor::number);
        Field<Double> activations = Field.optional("activationElements", Cursor::number);
        in.object(name, macs, parameters, trainable, outputs, activations);
        return in.make(() -> new Layer(
                name.get(),
                macs.get(),
                parameters.get(),
                trainable.orElse(parameters.get()),
                outputs.orElse(0.0),
                activations.orElse(outputs.orElse(0.0))));
    }

    private static Setup setup(Cursor in) {
        QuantizationFields quantization = new QuantizationFields();
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(quantization.bits, quantization.named, seconds, joules);
        quantization.check(in);
        return in.make(() -> new Setup(quantization.name(), seconds.get(), joules.get()));
    }

    private static Variant variant(Cursor in) {
        QuantizationFields quantization = new QuantizationFields();
        Field<List<VariantLayer>> layers = Field.required("layers", c -> c.list(ModelReader::variantLayer));
        Field<Double> cloudMacs = Field.optional("cloudMacsPerEpoch", Cursor::number);
        in.object(quantization.bits, quantization.named, layers, cloudMacs);
        quantization.check(in);
        return in.make(() -> new Variant(quantization.name(), layers.get(), Field.toDouble(cloudMacs.value())));
    }

    private static VariantLayer variantLayer(Cursor in) {
        Field<Double> macs = Field.required("macsPerEpoch", Cursor::number);
        Field<Double> size = Field.required("sizeBits", Cursor::number);
        Field<Double> update = Field.optional("updateBits", Cursor::number);
        Field<Double> output = Field.optional("outputBitsPerEpoch", Cursor::number);
        in.object(macs, size, update, output);
        return in.make(() -> new VariantLayer(macs.get(), size.get(), update.orElse(size.get()), output.orElse(0.0)));
    }
}
