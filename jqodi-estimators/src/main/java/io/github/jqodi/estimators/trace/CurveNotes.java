package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import java.util.ArrayList;
import java.util.List;

/** Makes curves of what was read and says what was assumed about it and what looks odd. Not thread-safe. */
final class CurveNotes {
    private final CurveColumns columns;
    private final RunPoints points;
    private final EpochCount count;
    private final List<String> notes = new ArrayList<>();

    CurveNotes(CurveColumns columns, RunPoints points, EpochCount count) {
        this.columns = columns;
        this.points = points;
        this.count = count;
    }

    /** What is odd about a table and was chosen in it. */
    void ofTable(CsvTable table, LogTable log) {
        if (columns.loss().isEmpty() && !log.otherLosses().isEmpty()) {
            chosen(log.lossColumn(), log.otherLosses());
        }
        if (!log.epochColumn().equals("epoch")
                && columns.epoch().isEmpty()
                && columns.unit().isEmpty()) {
            notes.add("column " + TextFormatException.shown(log.epochColumn())
                    + " is taken for epochs; if it counts steps, --unit says how many make an epoch");
        }
        if (table.raggedRows() > 0) {
            notes.add(table.raggedRows() + " rows have fewer cells than the header; those missing count as empty");
        }
    }

    /** A loss that nobody named. */
    void chosen(String loss, List<String> others) {
        notes.add(TextFormatException.shown(loss) + " is taken for the loss; others are "
                + String.join(
                        ", ",
                        others.stream()
                                .limit(10)
                                .map(TextFormatException::shown)
                                .toList()));
    }

    void say(String note) {
        notes.add(note);
    }

    /** Curves and all notes. */
    Observations observations() {
        List<Curve> curves = points.curves(count, columns.patience());
        noteZero();
        noteParts();
        noteDiverged(curves);
        noteRising(curves);
        return new Observations(curves, List.of(), notes);
    }

    private void noteZero() {
        if (count.first() == 0) {
            notes.add(
                    "epochs count from 0, which is the first epoch of training; --first-epoch 1 takes 0 for before training");
        } else if (points.has(0)) {
            notes.add(
                    "epoch 0 is before training and left out; --first-epoch 0 takes it for the first epoch of training");
        }
    }

    private void noteParts() {
        int broken = points.endingWithin(count);
        if (broken > 0) {
            notes.add(broken + (broken == 1 ? " run ends" : " runs end")
                    + " within an epoch; what was measured there counts as of the end of that epoch");
        }
    }

    private void noteDiverged(List<Curve> curves) {
        List<Curve> diverged =
                curves.stream().filter(curve -> curve.divergedAt().isPresent()).toList();
        if (!diverged.isEmpty()) {
            notes.add(diverged.size() + " of " + curves.size() + " runs diverged, as "
                    + TextFormatException.shown(diverged.get(0).name()) + " from epoch "
                    + diverged.get(0).divergedAt().getAsInt() + " on");
        }
    }

    /** A loss that rises in most runs is likely an accuracy. */
    private void noteRising(List<Curve> curves) {
        long rising = curves.stream().filter(CurveNotes::rises).count();
        if (!columns.maximize() && 2 * rising > curves.size()) {
            notes.add("the loss rises in " + rising + " of " + curves.size()
                    + " runs; if higher is better, --maximize says so");
        }
    }

    /** From the first half to the second, and beyond where it began. */
    private static boolean rises(Curve curve) {
        int size = curve.size();
        double first = 0;
        double second = 0;
        for (int i = 0; i < size / 2; i++) {
            first += curve.loss(i);
            second += curve.loss(size - 1 - i);
        }
        return size > 1 && second > first && curve.loss(size - 1) > curve.loss(0);
    }
}
