package io.github.jqodi.fleet;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prices at which the bound is greatest, and schedules that go with them: a master says prices, every device answers with its
 * best schedule at these, and the master takes the answers in. The method of multipliers comes near in a few rounds of relaxed
 * answers; rounds of exact ones follow, which certify a bound, at prices between the best ones and those of the linear program
 * (Wentges 1997), until both agree. Where there are too many capacities for a linear program, the multipliers do all.
 */
final class DualAscent {
    private static final int SWEEPS = 12;
    /** Of the first bound, shared out to the rows: the price that a row gets in a step for being full twice over. */
    private static final double FIRST_PENALTY = 4;

    private static final double LARGER = 2;
    private static final double SMALLER = 0.6;
    /** Relaxed rounds before the linear program. */
    private static final int FIRST_ROUNDS = 30;
    /** The same where prices are near. */
    private static final int NEAR_ROUNDS = 12;
    /** A rise of the bound worth another round: before the linear program, and without one. */
    private static final double WORTH_FIRST = 3e-4;

    private static final double WORTH = 1e-5;
    /** Rounds without one, after which there are no more. */
    private static final int PATIENCE_FIRST = 3;

    private static final int PATIENCE = 12;
    /** How far prices stay at the best ones. */
    private static final double STAY = 0.5;
    /** Of the gap asked for, what linear program and bound may differ by. */
    private static final double GAP_PART = 0.5;
    /** The same of the gap that was reached for a fleet that differs little. */
    private static final double REACHED_PART = 0.1;

    /** Steps of the method of multipliers where shares are to be found, not prices. */
    private static final int SHARING_STEPS = 12;

    private final FleetModel model;
    private final Pricing pricing;
    private final Columns columns;
    private final FleetOptions options;
    private final MultiplierMaster multipliers;
    private final @Nullable SimplexMaster simplex;
    private double[] best;
    private double bound = Double.NEGATIVE_INFINITY;
    private double relaxedBound = Double.NEGATIVE_INFINITY;

    DualAscent(
            FleetModel model,
            Pricing pricing,
            Columns columns,
            FleetOptions options,
            double[] start,
            BooleanSupplier stop) {
        this.model = model;
        this.pricing = pricing;
        this.columns = columns;
        this.options = options;
        this.best = start;
        this.multipliers = new MultiplierMaster(model, columns);
        this.simplex = model.rowCount() <= SimplexMaster.MOST_ROWS ? new SimplexMaster(model, columns, stop) : null;
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

    /** Rounds until bounds rise no more. */
    void run() {
        if (!relaxed(best)) {
            return;
        }
        if (simplex == null) {
            if (approach(options.rounds(), PATIENCE, WORTH)) {
                certify();
            }
        } else if (approach(Math.min(options.rounds(), FIRST_ROUNDS), PATIENCE_FIRST, WORTH_FIRST)) {
            certify(simplex, GAP_PART * options.gap());
        }
    }

    /**
     * The same from prices and schedules of a fleet that differs little.
     *
     * @param reached the gap that was reached for it, of which the bound need not know more than a part
     */
    void runNear(double reached) {
        if (simplex == null) {
            run();
        } else if (relaxed(best) && approach(simplex)) {
            certify(simplex, Math.max(GAP_PART * options.gap(), REACHED_PART * reached));
        }
    }

    /** Shares out a part of every capacity at least cost, with the schedules that are known. */
    void share(double room) {
        if (simplex != null) {
            simplex.setRoom(room);
            simplex.solve(best, true);
            return;
        }
        multipliers.setRoom(room);
        multipliers.setPrices(best);
        for (int step = 0; step < SHARING_STEPS; step++) {
            multipliers.run(SWEEPS);
        }
    }

    /** Relaxed rounds; false if one was stopped. */
    private boolean approach(int rounds, int patience, double worth) {
        double scale = Math.max(Double.MIN_NORMAL, Math.abs(relaxedBound)) / Math.max(1, model.rowCount());
        multipliers.setPenalty(FIRST_PENALTY * scale);
        multipliers.setPrices(best);
        int idle = 0;
        int nulls = 0;
        double before = relaxedBound;
        for (int round = 1; round < rounds && idle < patience; round++) {
            multipliers.run(SWEEPS);
            double last = relaxedBound;
            if (!relaxed(multipliers.prices())) {
                return false;
            }
            if (relaxedBound > last) {
                nulls = 0;
                multipliers.raisePenalty(LARGER);
            } else {
                multipliers.setPrices(best);
                multipliers.scalePenalty(++nulls > 1 ? SMALLER : 1);
            }
            boolean rises = relaxedBound - before > worth * Math.abs(relaxedBound);
            idle = rises || multipliers.isOverfull() ? 0 : idle + 1;
            before = rises ? relaxedBound : before;
        }
        return true;
    }

    /** Relaxed rounds at prices of the linear program, from prices that may be near; false if one was stopped. */
    private boolean approach(SimplexMaster program) {
        for (int round = 1; round < Math.min(options.rounds(), NEAR_ROUNDS); round++) {
            program.solve(best, false);
            double before = relaxedBound;
            if (!relaxed(between(best, program.prices()))) {
                return false;
            }
            if (relaxedBound - before <= WORTH_FIRST * Math.abs(relaxedBound)) {
                break;
            }
        }
        return true;
    }

    private void certify(SimplexMaster program, double enough) {
        for (int round = 0; round < options.exactRounds(); round++) {
            double value = program.solve(best, false);
            if (value - bound <= enough * Math.abs(value) || !exact(between(best, program.prices()))) {
                return;
            }
        }
    }

    private static double[] between(double[] stay, double[] move) {
        double[] at = new double[stay.length];
        for (int r = 0; r < at.length; r++) {
            at[r] = STAY * stay[r] + (1 - STAY) * move[r];
        }
        return at;
    }

    private void certify() {
        multipliers.setPrices(best);
        for (int round = 0; round < options.exactRounds(); round++) {
            if (!exact(round == 0 ? best : multipliers.prices())) {
                return;
            }
            multipliers.run(SWEEPS);
        }
    }

    private boolean exact(double[] at) {
        Optional<Pricing.Round> answer = pricing.round(at, true);
        answer.ifPresent(round -> {
            enter(round, at);
            if (round.lowerBound() > bound) {
                bound = round.lowerBound();
                best = at;
            }
        });
        return answer.isPresent();
    }

    private boolean relaxed(double[] at) {
        Optional<Pricing.Round> answer = pricing.round(at, false);
        answer.ifPresent(round -> {
            enter(round, at);
            if (round.lowerBound() > relaxedBound) {
                relaxedBound = round.lowerBound();
                best = at;
            }
        });
        return answer.isPresent();
    }

    private void enter(Pricing.Round answer, double[] at) {
        for (int d = 0; d < model.size(); d++) {
            int device = d;
            answer.columns().get(d).ifPresent(column -> columns.add(device, column, at));
        }
    }
}
