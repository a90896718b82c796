package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import java.util.List;

/**
 * Complete runs of one kind: those that estimators learn from, and those that are asked about.
 *
 * @param past history
 * @param asked others
 */
record CurveSet(List<Curve> past, List<Curve> asked) {
    /**
     * Copies the lists.
     *
     * @param past history
     * @param asked others
     */
    CurveSet {
        past = List.copyOf(past);
        asked = List.copyOf(asked);
    }

    /** The first half of some runs is history. */
    static CurveSet halved(List<Curve> runs) {
        int half = runs.size() / 2;
        return new CurveSet(runs.subList(0, half), runs.subList(half, runs.size()));
    }

    /** Runs of odd seeds are history of those of even seeds, at all bit-widths: no seed is on both sides. */
    static CurveSet bySeed(QatData data) {
        return new CurveSet(curves(data, false), curves(data, true));
    }

    private static List<Curve> curves(QatData data, boolean heldOut) {
        return data.runs().stream()
                .filter(run -> run.place().isHeldOut() == heldOut)
                .map(QatRun::curve)
                .toList();
    }

    CurveQuestions questions(double fraction, int limit) {
        return CurveQuestions.withHistory(asked, past, fraction, limit);
    }
}
