package io.github.jqodi.estimators;

import io.github.jqodi.estimators.curve.Curve;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Distance of a run from past ones after as many epochs: how far it lies outside their range in its level, its fall and its noise,
 * in widths of that range, whether any of them dropped the learning rate when it does, and how far their bit-widths are. Zero for
 * a run that could be one of them. Immutable.
 */
final class HistoryDistance {
    /** So far outside, half of the trust in past runs is left. */
    private static final double HALF_TRUST = 0.5;

    private static final double TOLD = 0.5;
    /** A range is taken to be at least this wide, so that past runs which all agree do not exclude a run that nearly does. */
    private static final double LEAST_WIDTH = 0.02;

    /** A schedule that no past run had counts like a width outside their range. */
    private static final double OTHER_SCHEDULE = 1;

    /** By how much the spread grows with each octave between the bit-width and the nearest of past ones. */
    private static final double WIDENING = 0.25;
    /** Bit-widths so near in octaves, as 7 and 8, are taken for the same. */
    private static final double SAME_WIDTH = 0.2;

    private final Map<Trait, Double> outside;
    private final boolean otherSchedule;
    private final double octaves;

    private HistoryDistance(Map<Trait, Double> outside, boolean otherSchedule, double octaves) {
        this.outside = outside;
        this.otherSchedule = otherSchedule;
        this.octaves = octaves;
    }

    /**
     * Compares a run with the beginnings of others.
     *
     * @param observed the run up to now
     * @param history past runs; those that had not begun by its last epoch are passed over
     */
    static HistoryDistance of(Curve observed, List<Curve> history) {
        int epoch = observed.lastEpoch();
        List<Curve> begun = history.stream()
                .filter(run -> run.epoch(0) <= epoch)
                .map(run -> run.prefix(epoch))
                .toList();
        Map<Trait, Double> outside = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            double own = trait.of(observed);
            double least = begun.stream().mapToDouble(trait::of).min().orElse(own);
            double most = begun.stream().mapToDouble(trait::of).max().orElse(own);
            double width = Math.max(LEAST_WIDTH, most - least);
            outside.put(trait, Math.max(0, Math.max(own - most, least - own)) / width);
        }
        boolean known =
                begun.isEmpty() || begun.stream().anyMatch(run -> run.features().hasScheduleOf(observed.features()));
        return new HistoryDistance(outside, !known, octaves(observed, begun));
    }

    /** What is left of the trust in past runs, from 1 for a run within their range to 0. */
    double trust() {
        double farthest =
                outside.values().stream().mapToDouble(each -> each).max().orElse(0);
        double widths = Math.max(farthest, otherSchedule ? OTHER_SCHEDULE : 0) / HALF_TRUST;
        return 1 / (1 + widths * widths);
    }

    /** The factor on the spread of what past runs say, 1 where some of them had about the same bit-width. */
    double widening() {
        return 1 + WIDENING * octaves;
    }

    /** To the nearest bit-width of past runs; 0 where it is about the same, or none is known. */
    private static double octaves(Curve observed, List<Curve> past) {
        double own = observed.features().bits().orElse(Double.NaN);
        double nearest = past.stream()
                .flatMapToDouble(run -> run.features().bits().stream())
                .map(bits -> Math.abs(Math.log(bits / own)) / Math.log(2))
                .min()
                .orElse(0);
        return nearest > SAME_WIDTH ? nearest : 0;
    }

    /** What is unlike past runs, as {@code "; unlike them in level, noise"}; nothing for a run like them. */
    String told() {
        List<String> unlike = new ArrayList<>();
        outside.forEach((trait, distance) -> {
            if (distance >= TOLD) {
                unlike.add(trait.name().toLowerCase(Locale.ROOT));
            }
        });
        if (otherSchedule) {
            unlike.add("drops of the learning rate");
        }
        if (octaves > 0) {
            unlike.add("bits");
        }
        return unlike.isEmpty() ? "" : "; this run is unlike them in " + String.join(", ", unlike);
    }

    @Override
    public String toString() {
        return outside.toString();
    }

    /** In what runs are compared. Differences of level are relative ones. */
    private enum Trait {
        LEVEL {
            @Override
            double of(Curve run) {
                double last = run.lastLevel();
                return Math.signum(last) * Math.log1p(Math.abs(last) / TINY);
            }
        },
        FALL {
            @Override
            double of(Curve run) {
                return (run.loss(0) - run.minimum()) / scale(run);
            }
        },
        NOISE {
            @Override
            double of(Curve run) {
                return run.meanSecondDifference(1) / scale(run);
            }
        };

        private static final double TINY = 1e-9;

        abstract double of(Curve run);

        private static double scale(Curve run) {
            return Math.max(TINY, Math.abs(run.loss(0)));
        }
    }
}
