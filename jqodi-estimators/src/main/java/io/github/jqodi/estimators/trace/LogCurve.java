package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The curve of one metric of a log. */
final class LogCurve {
    private final TrainingLog log;
    private final CurveColumns columns;

    LogCurve(TrainingLog log, CurveColumns columns) {
        this.log = log;
        this.columns = columns;
    }

    Observations observations(String run) {
        String metric = columns.loss().or(log::usualLoss).orElseThrow(() -> missing("loss"));
        if (log.points(metric).isEmpty()) {
            throw missing(metric);
        }
        String count = columns.epoch().or(() -> log.usualCount(metric)).orElseThrow(() -> counts(metric));
        RunPoints points = new RunPoints(true);
        for (LogPoint point : log.points(metric)) {
            double at = point.count(count).orElseThrow(() -> counts(metric));
            points.add(point.line(), run, at, columns.measured(point.value()), RunFeatures.NONE);
        }
        EpochCount epochs =
                new EpochCount(columns.unit().orElse(1), columns.firstEpoch().orElse(1));
        CurveNotes notes = new CurveNotes(columns, points, epochs);
        if (columns.loss().isEmpty()) {
            notes.chosen(
                    metric,
                    log.metrics().stream().filter(name -> !name.equals(metric)).toList());
        }
        if (!count.startsWith("epoch") && columns.unit().isEmpty()) {
            notes.say("'" + count + "' is taken for epochs; --unit says how many make an epoch");
        }
        return notes.observations();
    }

    private TextFormatException missing(String metric) {
        return new TextFormatException(
                1,
                "metric " + TextFormatException.shown(metric) + " is not in this " + log.kind() + "; it has "
                        + shown(log.metrics()) + ". Say which one the loss is, by CurveColumns or --loss-column");
    }

    private TextFormatException counts(String metric) {
        Set<String> counts = new TreeSet<>();
        log.points(metric).forEach(point -> counts.addAll(point.counts().keySet()));
        return new TextFormatException(
                log.points(metric).get(0).line(),
                "not every value of " + TextFormatException.shown(metric)
                        + " says at which epoch it is; by --epoch-column these can be asked for: "
                        + shown(List.copyOf(counts)));
    }

    private static String shown(List<String> names) {
        return names.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        names.stream().limit(20).map(TextFormatException::shown).toList());
    }
}
