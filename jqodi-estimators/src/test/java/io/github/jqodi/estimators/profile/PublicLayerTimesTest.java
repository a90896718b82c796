package io.github.jqodi.estimators.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three terms against MACs / speed, and cuts planned with them against the best measured ones, on layers that others measured. */
class PublicLayerTimesTest {
    @Test
    void threeTermsMissConvolutionsByAQuarterAtMostWhereMacsOverSpeedMissThemByMostOfTheirTime() throws IOException {
        Map<String, List<LayerTime>> byGpu = convolutions();
        assertEquals(8, byGpu.size());
        byGpu.forEach((gpu, times) -> {
            LayerTimeModel model = LayerTimeModel.forward(times);
            LayerTimeModel.Errors errors = model.errors();
            assertTrue(errors.median().getAsDouble() <= 0.25, () -> gpu + " " + errors);
            assertTrue(errors.medianOfSpeed().getAsDouble() >= 0.65, () -> gpu + " " + errors);
            long inside = times.stream()
                    .filter(time -> {
                        LayerTimeModel.Prediction said =
                                model.predict(time.work().get());
                        return time.forwardSeconds() >= said.low() && time.forwardSeconds() <= said.high();
                    })
                    .count();
            assertTrue(inside >= 0.85 * times.size() && inside <= 0.95 * times.size(), () -> gpu + " " + inside);
        });
    }

    private static Map<String, List<LayerTime>> convolutions() throws IOException {
        Map<String, List<LayerTime>> byGpu = new TreeMap<>();
        try (InputStream in = PublicData.open("layers/cde_convolution_layer_times_ms.csv")) {
            CsvTable.open(new TextInput(in), CsvDialect.DEFAULT).forEach(row -> {
                if (row.measure("timeUsed_median") > 0) {
                    convolution(row)
                            .ifPresent(time -> byGpu.computeIfAbsent(
                                            time.node() + (row.number("optimizer") == 0 ? " forward" : " training"),
                                            gpu -> new ArrayList<>())
                                    .add(time));
                }
            });
        }
        return byGpu;
    }

    private static Optional<LayerTime> convolution(CsvRow row) {
        double batch = row.number("batchsize");
        double size = row.number("matsize");
        double kernel = row.number("kernelsize");
        double in = row.number("channels_in");
        double out = row.number("channels_out");
        double room = row.number("padding") == 1 ? size : size - kernel + 1;
        double outSize = Math.ceil(room / row.number("strides"));
        double weights = kernel * kernel * in * out;
        return outSize < 1
                ? Optional.empty()
                : Optional.of(new LayerTime(
                        row.text("gpu"),
                        Optional.empty(),
                        "line " + row.line(),
                        Optional.empty(),
                        OptionalInt.of((int) batch),
                        Unit.MILLISECONDS.toBase(row.number("timeUsed_median")),
                        OptionalDouble.empty(),
                        Optional.of(new LayerWork(
                                batch * outSize * outSize * weights,
                                4 * (batch * (size * size * in + outSize * outSize * out) + weights)))));
    }
}
