package io.github.jqodi.json;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import java.util.Arrays;
import java.util.List;

/** Reads what is believed of one pair (a,q). */
final class EstimateReader {
    private EstimateReader() {}

    static EstimateTable.Row row(Cursor in, MetricForm form) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<EpochEstimate> epochs = Field.optional("epochs", EstimateReader::epochs);
        MetricForm.Numbers reaches = form.numbers("reaches", "reachesAccuracy");
        Field<LossEstimate> loss = Field.optional("compressionLoss", EstimateReader::loss);
        Field<Trajectory> trajectory = Field.optional("trajectory", EstimateReader::trajectory);
        in.object(
                model,
                quantization.bits,
                quantization.named,
                epochs,
                reaches.loss(),
                reaches.accuracy(),
                loss,
                trajectory);
        quantization.check(in);
        return in.make(() -> new EstimateTable.Row(
                quantization.pair(model), epochs.value(), reaches.value(in), loss.value(), trajectory.value()));
    }

    private static EpochEstimate epochs(Cursor in) {
        if (in.atText()) {
            return in.word(List.of(EpochEstimate.never()), never -> "never");
        }
        Field<Integer> expected = Field.optional("expected", Cursor::integer);
        Field<Integer> robust = Field.optional("robust", Cursor::integer);
        Field<Double> mean = Field.optional("mean", Cursor::number);
        Field<Double> spread = Field.optional("spread", Cursor::number);
        Field<Double> sigma = Field.optional("spreadSigma", Cursor::number);
        Field<List<Double>> pmf = Field.optional("pmf", Cursor::numbers);
        Field<Double> never = Field.optional("never", Cursor::number);
        in.object(expected, robust, mean, spread, sigma, pmf, never);
        boolean numbers = expected.seen() || robust.seen();
        boolean normal = mean.seen() || spread.seen() || sigma.seen();
        boolean distribution = pmf.seen() || never.seen();
        if ((numbers ? 1 : 0) + (normal ? 1 : 0) + (distribution ? 1 : 0) != 1) {
            throw in.error("must hold expected and robust, or mean and spread, or pmf and never, or be 'never'");
        }
        if (numbers) {
            need(in, expected, robust);
            return in.make(() -> new EpochEstimate.ExpectedRobust(expected.get(), robust.get()));
        }
        if (normal) {
            need(in, mean, spread);
            return in.make(() -> new EpochEstimate.MeanSpread(mean.get(), spread.get(), sigma.orElse(1.0)));
        }
        need(in, pmf, never);
        return in.make(() -> new EpochEstimate.Pmf(pmf.get(), never.get()));
    }

    private static void need(Cursor in, Field<?>... fields) {
        Arrays.stream(fields).filter(field -> !field.seen()).findFirst().ifPresent(field -> {
            throw in.errorAt(field.name(), "(missing) is required");
        });
    }

    private static LossEstimate loss(Cursor in) {
        Field<Double> expected = Field.required("expected", Cursor::number);
        Field<Double> robust = Field.required("robust", Cursor::number);
        in.object(expected, robust);
        return in.make(() -> new LossEstimate(expected.get(), robust.get()));
    }

    private static Trajectory trajectory(Cursor in) {
        Field<GainSeries> update = Field.required("update", EstimateReader::gains);
        Field<GainSeries> run = Field.required("run", EstimateReader::gains);
        in.object(update, run);
        return new Trajectory(update.get(), run.get());
    }

    private static GainSeries gains(Cursor in) {
        Field<List<Double>> expected = Field.required("expected", Cursor::numbers);
        Field<List<Double>> robust = Field.required("robust", Cursor::numbers);
        in.object(expected, robust);
        return in.make(() -> new GainSeries(expected.get(), robust.get()));
    }
}
