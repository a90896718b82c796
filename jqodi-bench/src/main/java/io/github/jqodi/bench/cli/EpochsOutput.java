package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.trace.TargetRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Output of {@code jqodi epochs}, as CSV or JSON. */
final class EpochsOutput {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final double confidence;
    private final Set<Extra> extras;

    /**
     * Says what is printed.
     *
     * @param confidence of the robust value
     * @param extras what stands beside the columns that are always there
     */
    EpochsOutput(double confidence, Set<Extra> extras) {
        this.confidence = confidence;
        this.extras = extras;
    }

    String text(Format format, List<TargetRow> rows, List<EpochForecast> forecasts) {
        return format == Format.csv ? csv(rows, forecasts) : json(rows, forecasts);
    }

    private String csv(List<TargetRow> rows, List<EpochForecast> forecasts) {
        StringBuilder text = new StringBuilder("run,target,expected,robust,never");
        for (Extra extra : Extra.values()) {
            text.append(extras.contains(extra) ? "," + extra.columns : "");
        }
        text.append('\n');
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), forecasts.get(i))).append('\n');
        }
        return text.toString();
    }

    private String line(TargetRow row, EpochForecast forecast) {
        return Csv.cell(row.run()) + "," + Csv.cell(row.target()) + "," + text(forecast.medianEpochs()) + ","
                + text(robust(forecast)) + "," + neverText(forecast)
                + (extras.contains(Extra.PMF) ? "," + joined(masses(forecast)) : "")
                + (extras.contains(Extra.HORIZON) ? "," + horizon(forecast) : "")
                + (extras.contains(Extra.BASIS) ? "," + Csv.cell(forecast.basis()) : "");
    }

    private static String horizon(EpochForecast forecast) {
        return forecast.horizon().isPresent()
                ? forecast.horizon().getAsInt() + "," + String.format(Locale.ROOT, "%.4f", notByHorizon(forecast))
                : ",";
    }

    private static double notByHorizon(EpochForecast forecast) {
        return forecast.probabilityAfter(forecast.horizon().orElseThrow());
    }

    /** Exact beside the probabilities of all epochs, so that all of them sum to 1. */
    private String neverText(EpochForecast forecast) {
        return extras.contains(Extra.PMF)
                ? String.valueOf(forecast.neverProbability())
                : String.format(Locale.ROOT, "%.4f", never(forecast));
    }

    private String json(List<TargetRow> rows, List<EpochForecast> forecasts) {
        ArrayNode all = MAPPER.createArrayNode();
        for (int i = 0; i < rows.size(); i++) {
            all.add(object(rows.get(i), forecasts.get(i)));
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode object(TargetRow row, EpochForecast forecast) {
        ObjectNode object = MAPPER.createObjectNode().put("run", row.run()).put("target", row.loss());
        forecast.medianEpochs().ifPresent(epochs -> object.put("expected", epochs));
        robust(forecast).ifPresent(epochs -> object.put("robust", epochs));
        boolean pmf = extras.contains(Extra.PMF);
        object.put("never", pmf ? forecast.neverProbability() : never(forecast));
        forecast.horizon().ifPresent(epoch -> object.put("horizon", epoch).put("notByHorizon", notByHorizon(forecast)));
        object.put("basis", forecast.basis());
        if (pmf) {
            ArrayNode list = object.putArray("pmf");
            masses(forecast).forEach(list::add);
        }
        return object;
    }

    /** Never below what is expected. */
    private OptionalInt robust(EpochForecast forecast) {
        OptionalInt robust = forecast.quantile(confidence);
        return robust.isPresent()
                ? OptionalInt.of(
                        Math.max(robust.getAsInt(), forecast.medianEpochs().orElse(0)))
                : robust;
    }

    /** Seen beside an empty robust value it is above what the confidence leaves. */
    private double never(EpochForecast forecast) {
        double never = forecast.neverProbability();
        return robust(forecast).isEmpty() ? Math.max(never, 1 - confidence + 1e-4) : never;
    }

    /** P(K = 1), P(K = 2), … to the last epoch with any probability. */
    private static List<Double> masses(EpochForecast forecast) {
        List<Double> masses = new ArrayList<>();
        int[] epochs = forecast.support();
        double[] levels = forecast.levels();
        for (int i = 0; i < epochs.length; i++) {
            while (masses.size() < epochs[i] - 1) {
                masses.add(0.0);
            }
            masses.add(levels[i] - (i == 0 ? 0 : levels[i - 1]));
        }
        return masses;
    }

    private static String joined(List<Double> masses) {
        return masses.stream().map(mass -> String.valueOf(mass)).collect(Collectors.joining(";"));
    }

    private static String text(OptionalInt epochs) {
        return epochs.isPresent() ? String.valueOf(epochs.getAsInt()) : "";
    }

    /** What stands beside the columns that are always there, in order. */
    enum Extra {
        /** Probabilities of all epochs. */
        PMF("pmf"),
        /** An epoch, and P(not by it). */
        HORIZON("horizon,notByHorizon"),
        /** What the row rested on. */
        BASIS("basis");

        private final String columns;

        Extra(String columns) {
            this.columns = columns;
        }
    }

    /** How it is printed. */
    enum Format {
        /** As a table. */
        csv,
        /** As a list of objects. */
        json
    }
}
