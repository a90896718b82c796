package io.github.jqodi.json;

import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import io.github.jqodi.scenario.LinkRate;
import java.util.List;
import java.util.Optional;

/** Reads a link. */
final class LinkReader {
    private LinkReader() {}

    static Link link(Cursor in) {
        Field<Double> rate = Field.optional("bitsPerSecond", Cursor::number);
        Field<Double> bandwidth = Field.optional("bandwidthHertz", Cursor::number);
        Field<Double> noise = Field.optional("signalToNoise", Cursor::number);
        Field<Double> joules = Field.optional("joulesPerBit", Cursor::number);
        Field<Double> watts = Field.optional("watts", Cursor::number);
        Field<Double> uplinkRate = Field.optional("uplinkBitsPerSecond", Cursor::number);
        Field<Double> uplinkJoules = Field.optional("uplinkJoulesPerBit", Cursor::number);
        Field<Double> uplinkWatts = Field.optional("uplinkWatts", Cursor::number);
        Field<Double> latency = Field.optional("latencySeconds", Cursor::number);
        Field<List<Double>> rates = Field.optional("bitsPerSecondByEpoch", LinkReader::forecast);
        Field<List<Double>> energies = Field.optional("joulesPerBitByEpoch", LinkReader::forecast);
        Field<List<Double>> uplinkRates = Field.optional("uplinkBitsPerSecondByEpoch", LinkReader::forecast);
        in.object(
                rate,
                bandwidth,
                noise,
                joules,
                watts,
                uplinkRate,
                uplinkJoules,
                uplinkWatts,
                latency,
                rates,
                energies,
                uplinkRates);
        checkRate(in, rate, bandwidth, noise);
        checkEnergy(in, joules, watts);
        checkEnergy(in, uplinkJoules, uplinkWatts);
        if (!joules.seen() && !watts.seen()) {
            throw in.errorAt("joulesPerBit", "(missing) is required, unless watts are given");
        }
        return in.make(() -> Link.builder(
                        rate(rate, bandwidth, noise), energy(joules, watts).orElseThrow())
                .uplinkBitsPerSecond(Field.toDouble(uplinkRate.value()))
                .uplinkEnergy(energy(uplinkJoules, uplinkWatts))
                .latencySeconds(latency.orElse(0.0))
                .bitsPerSecondByEpoch(rates.orElse(List.of()))
                .joulesPerBitByEpoch(energies.orElse(List.of()))
                .uplinkBitsPerSecondByEpoch(uplinkRates.orElse(List.of()))
                .build());
    }

    private static LinkRate rate(Field<Double> rate, Field<Double> bandwidth, Field<Double> noise) {
        return rate.seen() ? new LinkRate.Fixed(rate.get()) : new LinkRate.Shannon(bandwidth.get(), noise.get());
    }

    private static void checkRate(Cursor in, Field<Double> rate, Field<Double> bandwidth, Field<Double> noise) {
        if (rate.seen() && (bandwidth.seen() || noise.seen())) {
            throw in.errorAt(
                    bandwidth.seen() ? "bandwidthHertz" : "signalToNoise", "cannot stand beside bitsPerSecond");
        }
        if (rate.seen()) {
            return;
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
    }

    private static void checkEnergy(Cursor in, Field<Double> joules, Field<Double> watts) {
        if (joules.seen() && watts.seen()) {
            throw in.errorAt(watts.name(), "cannot stand beside " + joules.name());
        }
    }

    private static Optional<LinkEnergy> energy(Field<Double> joules, Field<Double> watts) {
        if (watts.seen()) {
            return Optional.of(Cursor.named(watts.name(), () -> new LinkEnergy.Power(watts.get())));
        }
        return joules.value().map(value -> Cursor.named(joules.name(), () -> new LinkEnergy.PerBit(value)));
    }

    private static List<Double> forecast(Cursor in) {
        List<Double> values = in.numbers();
        if (values.isEmpty()) {
            throw in.error("([]) must hold at least one epoch. Leave the field out instead.");
        }
        return values;
    }
}
