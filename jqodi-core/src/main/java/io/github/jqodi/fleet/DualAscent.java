package io.github.jqodi.fleet;

import java.util.Optional;

/**
 * Prices at which the bound is greatest, and schedules that go with them: the master says prices, every device answers with
 * its best schedule at these, and the master takes the answers in. The bound of the best prices is kept; where prices get worse
 * the master goes back to them. The last rounds are exact, which is what certifies a bound.
 */
final class DualAscent {
    private static final int SWEEPS = 12;
    /** Of the first bound, shared out to the rows: the price that a row gets in a step for being full twice over. */
    private static final double FIRST_PENALTY = 4;

    private static final double LONGER = 1.6;
    private static final double SHORTER = 0.6;
    private static final double SMALL_EXCESS = 0.01;
    /** Rounds without a rise worth speaking of, after which there are no more. */
    private static final int PATIENCE = 12;

    private static final double WORTH = 1e-5;

    private final FleetModel model;
    private final Pricing pricing;
    private final Columns columns;
    private final FleetOptions options;
    private final Master master;
    private double[] best;
    private double bound = Double.NEGATIVE_INFINITY;
    private double relaxedBound = Double.NEGATIVE_INFINITY;

    DualAscent(FleetModel model, Pricing pricing, Columns columns, FleetOptions options, double[] start) {
        this.model = model;
        this.pricing = pricing;
        this.columns = columns;
        this.options = options;
        this.best = start;
        this.master = new Master(model, columns, 1);
    }

    double[] prices() {
        return best;
    }

    /** No plan is below it; not finite if not even one round was made. */
    double bound() {
        return Math.max(bound, relaxedBound);
    }

    double relaxedBound() {
        return relaxedBound;
    }

    Master master() {
        return master;
    }

    /** Rounds until bounds rise no more. */
    void run() {
        if (!relaxed(best)) {
            return;
        }
        double scale = Math.max(Double.MIN_NORMAL, Math.abs(relaxedBound)) / Math.max(1, model.rowCount());
        double penalty = FIRST_PENALTY * scale;
        master.setPrices(best);
        int idle = 0;
        int nulls = 0;
        double before = relaxedBound;
        for (int round = 1; round < options.rounds() && idle < PATIENCE; round++) {
            master.setPenalty(penalty);
            master.run(SWEEPS);
            double last = relaxedBound;
            if (!relaxed(master.prices())) {
                return;
            }
            boolean rose = relaxedBound > last;
            if (rose) {
                nulls = 0;
                penalty *= master.worstExcess() > SMALL_EXCESS ? LONGER : 1;
            } else {
                master.setPrices(best);
                penalty *= ++nulls > 1 ? SHORTER : 1;
            }
            idle = relaxedBound - before > WORTH * Math.abs(relaxedBound) ? 0 : idle + 1;
            before = idle == 0 ? relaxedBound : before;
        }
        certify(penalty);
    }

    private void certify(double penalty) {
        master.setPenalty(penalty);
        master.setPrices(best);
        for (int round = 0; round < options.exactRounds(); round++) {
            double[] at = round == 0 ? best : master.prices();
            Optional<Pricing.Round> answer = pricing.round(at, true);
            if (answer.isEmpty()) {
                return;
            }
            enter(answer.get(), at);
            if (answer.get().lowerBound() > bound) {
                bound = answer.get().lowerBound();
                best = at;
            }
            master.run(SWEEPS);
        }
    }

    private boolean relaxed(double[] at) {
        Optional<Pricing.Round> answer = pricing.round(at, false);
        if (answer.isEmpty()) {
            return false;
        }
        enter(answer.get(), at);
        if (answer.get().lowerBound() > relaxedBound) {
            relaxedBound = answer.get().lowerBound();
            best = at;
        }
        return true;
    }

    private void enter(Pricing.Round answer, double[] at) {
        for (int d = 0; d < model.size(); d++) {
            int device = d;
            answer.columns().get(d).ifPresent(column -> columns.add(device, column, at));
        }
    }
}
