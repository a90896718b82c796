package io.github.jqodi.estimators.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimators.text.Unit.Dimension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units are read out of names as people write them. */
class ColumnNameTest {
    @ParameterizedTest
    @CsvSource({
        "latency_ms_min, TIME, MILLISECONDS",
        "latency_min_ms, TIME, MILLISECONDS",
        "latencyMsMin, TIME, MILLISECONDS",
        "Latency Min (s), TIME, SECONDS",
        "time (min), TIME, MINUTES",
        "elapsed_min, TIME, MINUTES",
        "elapsedMin, TIME, MINUTES",
        "LATENCY_MS, TIME, MILLISECONDS",
        "inferenceTimeMilliseconds, TIME, MILLISECONDS",
        "energy_MJ, ENERGY, MEGAJOULES",
        "energy_mj, ENERGY, MILLIJOULES",
        "energyMJ, ENERGY, MEGAJOULES",
        "energy (MWh), ENERGY, MEGAWATT_HOURS",
        "energy (mWh), ENERGY, MILLIWATT_HOURS",
        "power_MW, POWER, MEGAWATTS",
        "Power (mW), POWER, MILLIWATTS",
        "powerMw, POWER, MILLIWATTS",
        "power (KW), POWER, KILOWATTS",
        "MACs(G), COUNT, BILLIONS"
    })
    void namesTellTheirUnit(String name, Dimension dimension, Unit unit) {
        assertEquals(Optional.of(unit), ColumnName.of(name).unit(dimension));
    }

    @Test
    void aCapitalMIsNoSmallOne() {
        assertEquals(Optional.of(Unit.MEGAJOULES), Unit.of("MJ", Dimension.ENERGY));
        assertEquals(Optional.empty(), Unit.of("Mj", Dimension.ENERGY));
        assertEquals(Optional.empty(), Unit.of("Mw", Dimension.POWER));
        assertEquals(Optional.of(Unit.MILLIWATTS), Unit.of("Milliwatts", Dimension.POWER));
        assertEquals(3.6e6, Unit.MEGAJOULES.toBase(3.6));
    }

    @Test
    void typicalValuesStandBeforeExtremes() {
        assertEquals(
                List.of("time_mean", "avg time", "time", "time_p99", "timeMax", "min time"),
                List.of("timeMax", "time", "time_mean", "min time", "time_p99", "avg time").stream()
                        .sorted(ColumnName.typicalFirst())
                        .toList());
    }
}
