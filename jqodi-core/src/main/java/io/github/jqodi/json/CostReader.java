package io.github.jqodi.json;

import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.cost.analytic.TrainingMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how costs are computed. */
final class CostReader {
    static final CostModel DEFAULT = AnalyticCosts.DEFAULT;

    private static final String ANALYTIC = "analytic";
    private static final String PROFILED = "profiled";
    private static final String MEASURED = "measured";

    private CostReader() {}

    static CostModel costs(Cursor in) {
        Field<String> kind = Field.required("kind", c -> c.word(List.of(ANALYTIC, PROFILED, MEASURED), word -> word));
        Field<Payload> payload = Field.optional("payload", Labels::payload);
        Field<Optional<Integer>> featureBits = Field.optional("featureBits", CostReader::featureBits);
        Field<Boolean> gradientReturn = Field.optional("gradientReturn", Cursor::bool);
        Field<BitScaling> scaling = Field.optional("bitScaling", CostReader::bitScaling);
        Field<Boolean> requantize = Field.optional("requantizeEachEpoch", Cursor::bool);
        Field<Placement> placement = Field.optional("placement", Labels::placement);
        Field<Optional<TrainingMemory>> memory = Field.optional("memory", CostReader::memory);
        Field<List<ProfiledLayer>> profile = Field.optional("profile", c -> c.list(CostReader::profiledLayer));
        Field<List<Measurement>> entries = Field.optional("entries", c -> c.list(CostReader::measurement));
        in.object(kind, payload, featureBits, gradientReturn, scaling, requantize, placement, memory, profile, entries);
        if (kind.get().equals(MEASURED)) {
            refuse(in, MEASURED, payload, featureBits, gradientReturn, scaling, requantize, placement, memory, profile);
            if (!entries.seen()) {
                throw in.errorAt("entries", "(missing) is required where costs are measured");
            }
            return in.make(() -> new MeasuredCosts(entries.get()));
        }
        refuse(in, kind.get(), entries);
        boolean profiled = kind.get().equals(PROFILED);
        if (profiled && !profile.seen()) {
            throw in.errorAt("profile", "(missing) is required where costs are profiled");
        }
        if (!profiled) {
            refuse(in, ANALYTIC, profile);
        }
        AnalyticCosts standard = AnalyticCosts.DEFAULT;
        return in.make(() -> new AnalyticCosts(
                payload.orElse(standard.payload()),
                Field.toInt(featureBits.orElse(Optional.empty())),
                gradientReturn.orElse(standard.gradientReturn()),
                scaling.orElse(standard.bitScaling()),
                requantize.orElse(standard.requantizeEachEpoch()),
                placement.orElse(standard.placement()),
                memory.orElse(standard.trainingMemory()),
                profile.value().map(Profile::new)));
    }

    private static Optional<TrainingMemory> memory(Cursor in) {
        if (in.atText()) {
            return in.word(List.of(Optional.<TrainingMemory>empty()), none -> "weights");
        }
        Field<Double> gradients = Field.optional("gradientBits", Cursor::number);
        Field<Double> optimizer = Field.optional("optimizerBits", Cursor::number);
        Field<Double> activations = Field.optional("activationBits", Cursor::number);
        in.object(gradients, optimizer, activations);
        TrainingMemory usual = TrainingMemory.DEFAULT;
        return in.make(() -> Optional.of(new TrainingMemory(
                gradients.orElse(usual.gradientBits()),
                optimizer.orElse(usual.optimizerBits()),
                activations.orElse(usual.activationBits()))));
    }

    private static void refuse(Cursor in, String kind, Field<?>... fields) {
        for (Field<?> field : fields) {
            if (field.seen()) {
                throw in.errorAt(field.name(), "does not belong to costs of kind '" + kind + "'. Leave it out.");
            }
        }
    }

    private static Optional<Integer> featureBits(Cursor in) {
        if (!in.atText()) {
            return Optional.of(in.integer());
        }
        return in.word(List.of(Optional.<Integer>empty()), none -> "model");
    }

    private static BitScaling bitScaling(Cursor in) {
        Field<Double> floor = Field.optional("floor", Cursor::number);
        Field<Map<String, Double>> table = Field.optional("table", CostReader::table);
        in.object(floor, table);
        if (floor.seen() == table.seen()) {
            throw in.error("must hold either floor or table");
        }
        return in.make(() -> floor.seen() ? new BitScaling.Floor(floor.get()) : new BitScaling.Table(table.get()));
    }

    private static Map<String, Double> table(Cursor in) {
        Map<String, Double> table = new TreeMap<>();
        in.entries((name, c) -> {
            if (table.put(name, c.number()) != null) {
                throw c.error("appears twice in the same object");
            }
        });
        return table;
    }

    private static ProfiledLayer profiledLayer(Cursor in) {
        Field<String> node = Field.required("node", Cursor::text);
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<String> layer = Field.required("layer", Cursor::text);
        Field<Boolean> ofBatch =
                Field.required("per", c -> c.word(List.of(false, true), batch -> batch ? "batch" : "sample"));
        Field<Integer> batchSize = Field.optional("batchSize", Cursor::integer);
        Field<Double> forward = Field.required("forwardSeconds", Cursor::number);
        Field<Double> backward = Field.optional("backwardSeconds", Cursor::number);
        Field<Double> forwardJoules = Field.optional("forwardJoules", Cursor::number);
        Field<Double> backwardJoules = Field.optional("backwardJoules", Cursor::number);
        in.object(
                node,
                model,
                quantization.bits,
                quantization.named,
                layer,
                ofBatch,
                batchSize,
                forward,
                backward,
                forwardJoules,
                backwardJoules);
        if (ofBatch.get() != batchSize.seen()) {
            throw in.errorAt(
                    "batchSize",
                    ofBatch.get() ? "(missing) is required where times are of a batch" : "belongs to times of a batch");
        }
        boolean ofOne = quantization.bits.seen() || quantization.named.seen();
        if (ofOne) {
            quantization.check(in);
        }
        return in.make(() -> new ProfiledLayer(
                node.get(),
                model.get(),
                ofOne ? Optional.of(quantization.name()) : Optional.empty(),
                layer.get(),
                Field.toInt(batchSize.value()),
                forward.get(),
                Field.toDouble(backward.value()),
                Field.toDouble(forwardJoules.value()),
                Field.toDouble(backwardJoules.value())));
    }

    private static Measurement measurement(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<String> server = Field.optional("server", Cursor::text);
        Field<Integer> cut = Field.required("cut", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        Field<Integer> epoch = Field.optional("epoch", Cursor::integer);
        in.object(model, quantization.bits, quantization.named, server, cut, seconds, joules, epoch);
        quantization.check(in);
        return in.make(() -> new Measurement(
                quantization.pair(model), server.value(), cut.get(), seconds.get(), joules.get(), epoch.orElse(1)));
    }
}
