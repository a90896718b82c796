package io.github.jqodi.json;

import io.github.jqodi.plan.RunInProgress;
import java.io.IOException;
import java.util.List;

/** Reads and writes a run in progress. */
final class ProgressFields {
    private ProgressFields() {}

    static RunInProgress read(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<Integer> epochsDone = Field.required("epochsDone", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        Field<List<Double>> losses = Field.optional("losses", Cursor::numbers);
        Field<String> lastServer = Field.optional("lastServer", Cursor::text);
        Field<Double> carried = Field.optional("carried", Cursor::number);
        in.object(
                model, quantization.bits, quantization.named, epochsDone, seconds, joules, losses, lastServer, carried);
        quantization.check(in);
        return in.make(() -> new RunInProgress(
                quantization.pair(model),
                epochsDone.get(),
                seconds.get(),
                joules.get(),
                losses.orElse(List.of()),
                lastServer.value(),
                carried.orElse(0.0)));
    }

    static void write(Json out, RunInProgress run) throws IOException {
        QuantizationFields.write(out, run.pair());
        out.number("epochsDone", run.epochsDone());
        out.number("seconds", run.seconds());
        out.number("joules", run.joules());
        if (!run.losses().isEmpty()) {
            out.numbers("losses", run.losses());
        }
        out.optional("lastServer", run.lastServer());
        out.unless(0, "carried", run.carried());
    }
}
