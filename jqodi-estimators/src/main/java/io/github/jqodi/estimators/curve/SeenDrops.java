package io.github.jqodi.estimators.curve;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Known drops of the learning rate in a complete run, and by how much the loss fell at them. */
final class SeenDrops {
    private static final int FEWEST_BEFORE = 3;
    /** The trend before a drop is that of the epochs from this share of it on. */
    private static final double TREND_FROM = 0.5;
    /** Losses are looked at up to this share of the epochs before a drop after it. */
    private static final double LOOKED_AFTER = 0.25;
    /** Smaller falls, and rises, are taken for this one. */
    private static final double LEAST_FALL = 0.02;

    private SeenDrops() {}

    /** ln of the fall of ln loss at each drop with losses enough on both sides. */
    static DoubleStream logFalls(Curve run) {
        List<Integer> drops = run.features().dropEpochs();
        if (drops.isEmpty() || run.minimum() <= 0 || run.divergedAt().isPresent()) {
            return DoubleStream.empty();
        }
        return IntStream.range(0, drops.size()).boxed().flatMapToDouble(drop -> logFall(run, drops, drop));
    }

    private static DoubleStream logFall(Curve run, List<Integer> drops, int drop) {
        int epoch = drops.get(drop);
        double begin = Math.max(TREND_FROM * epoch, drop == 0 ? 0 : drops.get(drop - 1));
        double end = Math.min(
                Math.max(epoch + 1, (1 + LOOKED_AFTER) * epoch),
                drop + 1 < drops.size() ? drops.get(drop + 1) - 1 : Double.POSITIVE_INFINITY);
        int[] before = within(run, begin, epoch - 1);
        int[] after = within(run, epoch, end);
        if (before.length < FEWEST_BEFORE || after.length == 0) {
            return DoubleStream.empty();
        }
        double fall = meanBelow(run, after, Trend.of(run, before));
        return DoubleStream.of(Math.log(Math.max(LEAST_FALL, fall)));
    }

    /** Indices of losses from an epoch to another. */
    private static int[] within(Curve run, double from, double to) {
        return IntStream.range(0, run.size())
                .filter(i -> run.epoch(i) >= from && run.epoch(i) <= to)
                .toArray();
    }

    private static double meanBelow(Curve run, int[] indices, Trend trend) {
        double sum = 0;
        for (int i : indices) {
            sum += trend.at(run.epoch(i)) - Math.log(run.loss(i));
        }
        return sum / indices.length;
    }

    /**
     * Straight line of ln loss in ln epoch, not rising.
     *
     * @param epoch mean of ln epoch
     * @param loss mean of ln loss
     * @param slope at most 0
     */
    private record Trend(double epoch, double loss, double slope) {
        static Trend of(Curve run, int[] indices) {
            double meanEpoch = 0;
            double meanLoss = 0;
            for (int i : indices) {
                meanEpoch += Math.log(run.epoch(i)) / indices.length;
                meanLoss += Math.log(run.loss(i)) / indices.length;
            }
            double products = 0;
            double squares = 0;
            for (int i : indices) {
                double distance = Math.log(run.epoch(i)) - meanEpoch;
                products += distance * (Math.log(run.loss(i)) - meanLoss);
                squares += distance * distance;
            }
            return new Trend(meanEpoch, meanLoss, Math.min(0, products / squares));
        }

        double at(int later) {
            return loss + slope * (Math.log(later) - epoch);
        }
    }
}
