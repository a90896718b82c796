package io.github.jqodi.json;

import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkRate;
import java.util.List;

/** Reads a link. */
final class LinkReader {
    private LinkReader() {}

    static Link link(Cursor in) {
        Field<Double> rate = Field.optional("bitsPerSecond", Cursor::number);
        Field<Double> bandwidth = Field.optional("bandwidthHertz", Cursor::number);
        Field<Double> noise = Field.optional("signalToNoise", Cursor::number);
        Field<Double> joules = Field.required("joulesPerBit", Cursor::number);
        Field<Double> uplinkRate = Field.optional("uplinkBitsPerSecond", Cursor::number);
        Field<Double> uplinkJoules = Field.optional("uplinkJoulesPerBit", Cursor::number);
        Field<Double> latency = Field.optional("latencySeconds", Cursor::number);
        Field<List<Double>> rates = Field.optional("bitsPerSecondByEpoch", LinkReader::forecast);
        Field<List<Double>> energies = Field.optional("joulesPerBitByEpoch", LinkReader::forecast);
        Field<List<Double>> uplinkRates = Field.optional("uplinkBitsPerSecondByEpoch", LinkReader::forecast);
        in.object(rate, bandwidth, noise, joules, uplinkRate, uplinkJoules, latency, rates, energies, uplinkRates);
        LinkRate base = rate(in, rate, bandwidth, noise);
        return in.make(() -> Link.builder(base, joules.get())
                .uplinkBitsPerSecond(ScenarioReader.toDouble(uplinkRate.value()))
                .uplinkJoulesPerBit(ScenarioReader.toDouble(uplinkJoules.value()))
                .latencySeconds(latency.orElse(0.0))
                .bitsPerSecondByEpoch(rates.orElse(List.of()))
                .joulesPerBitByEpoch(energies.orElse(List.of()))
                .uplinkBitsPerSecondByEpoch(uplinkRates.orElse(List.of()))
                .build());
    }

    private static LinkRate rate(Cursor in, Field<Double> rate, Field<Double> bandwidth, Field<Double> noise) {
        if (rate.seen() && (bandwidth.seen() || noise.seen())) {
            throw in.errorAt(
                    bandwidth.seen() ? "bandwidthHertz" : "signalToNoise", "cannot stand beside bitsPerSecond");
        }
        if (rate.seen()) {
            return in.make(() -> new LinkRate.Fixed(rate.get()));
        }
        if (!bandwidth.seen() && !noise.seen()) {
            throw in.errorAt(
                    "bitsPerSecond", "(missing) is required, unless bandwidthHertz and signalToNoise are given");
        }
        if (!bandwidth.seen() || !noise.seen()) {
            throw in.errorAt(
                    bandwidth.seen() ? "signalToNoise" : "bandwidthHertz",
                    "(missing) is required where the other of the two is given");
        }
        return in.make(() -> new LinkRate.Shannon(bandwidth.get(), noise.get()));
    }

    private static List<Double> forecast(Cursor in) {
        List<Double> values = in.numbers();
        if (values.isEmpty()) {
            throw in.error("([]) must hold at least one epoch. Leave the field out instead.");
        }
        return values;
    }
}
