package io.github.jqodi.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Large neighbourhood search (Shaw 1998; Pisinger and Ropke 2010): some units around a dear resource are left out and put back
 * in another order, at prices first and by energy then; what is better is kept. The number of neighbourhoods is the limit, so
 * that equal seeds give equal plans.
 */
final class Neighbourhoods {
    private static final int LEAST = 3;
    private static final int MOST = 14;
    private static final double OUT_CHANCE = 0.3;
    /** In one of so many neighbourhoods schedules are looked for that fit in what is left. */
    private static final int GENERATING = 8;
    /** Parts of a search, and how many neighbourhoods are in one at least. */
    private static final int PARTS = 40;

    private static final int LEAST_PART = 400;
    /** Of what is above the bound, what a part has to save to count as worth it. */
    private static final double WORTH = 0.01;

    private static final int PATIENCE = 2;

    private final Assignment plans;
    private final double[] prices;
    private final SplittableRandom random;
    private final BooleanSupplier stop;
    private final List<Integer> dear = new ArrayList<>();
    private final double[] worth;
    private final List<List<Integer>> wanting;
    private double totalWorth;

    Neighbourhoods(FleetModel model, Assignment plans, double[] prices, long seed, BooleanSupplier stop) {
        this.plans = plans;
        this.prices = prices;
        this.random = new SplittableRandom(seed);
        this.stop = stop;
        this.worth = new double[model.rowCount()];
        this.wanting = wanting();
        for (int r = 0; r < worth.length; r++) {
            worth[r] = prices[r] * model.capacity(r);
            totalWorth += worth[r];
            if (worth[r] > 0) {
                dear.add(r);
            }
        }
    }

    /**
     * Searches so many neighbourhoods, or fewer where parts of them save next to nothing.
     *
     * @param count how many at most
     * @param bound of the value
     * @param gap at which there is no need for more, relative to the value
     */
    void search(long count, double bound, double gap) {
        if (dear.isEmpty()) {
            return;
        }
        long part = Math.max(LEAST_PART, count / PARTS);
        double value = plans.value();
        int idle = 0;
        for (long done = 0; done < count && idle < PATIENCE && value - bound > gap * value; done += part) {
            double before = value;
            search(Math.min(part, count - done));
            value = plans.value();
            idle = before - value < WORTH * (before - bound) ? idle + 1 : 0;
        }
    }

    private void search(long count) {
        List<List<Integer>> byRow = plans.unitsByRow();
        plans.refresh();
        for (long n = 0; n < count && !stop.getAsBoolean(); n++) {
            int row = row();
            attempt(units(byRow.get(row), wanting.get(row)));
        }
    }

    /** A row, the dearer the likelier. */
    private int row() {
        double at = random.nextDouble() * totalWorth;
        for (int r : dear) {
            at -= worth[r];
            if (at < 0) {
                return r;
            }
        }
        return dear.get(dear.size() - 1);
    }

    /** The units that could load a row, by row. */
    private List<List<Integer>> wanting() {
        List<List<Integer>> byRow = new ArrayList<>();
        for (int r = 0; r < worth.length; r++) {
            byRow.add(new ArrayList<>());
        }
        for (int u = 0; u < plans.units(); u++) {
            for (int r : plans.rowsWanted(u)) {
                byRow.get(r).add(u);
            }
        }
        return byRow;
    }

    private int[] units(List<Integer> loading, List<Integer> wanting) {
        int size = LEAST + random.nextInt(MOST - LEAST);
        List<Integer> picked = new ArrayList<>();
        for (int tries = 0; tries < 3 * size && picked.size() < size; tries++) {
            List<Integer> from = random.nextDouble() < OUT_CHANCE || loading.isEmpty() ? wanting : loading;
            if (from.isEmpty()) {
                continue;
            }
            Integer unit = from.get(random.nextInt(from.size()));
            if (!picked.contains(unit)) {
                picked.add(unit);
            }
        }
        return picked.stream().mapToInt(Integer::intValue).toArray();
    }

    private void attempt(int[] units) {
        double before = 0;
        @Nullable Column[] old = new Column[units.length];
        for (int i = 0; i < units.length; i++) {
            before += plans.value(units[i]);
            old[i] = plans.remove(units[i]);
        }
        shuffle(units, old);
        boolean priced = random.nextInt(3) > 0;
        boolean generating = random.nextInt(GENERATING) == 0;
        for (int unit : units) {
            if (generating) {
                plans.generate(unit, prices);
            }
            plans.place(unit, priced ? plans.best(unit, prices) : plans.best(unit, null));
        }
        for (int unit : units) {
            plans.improve(unit);
        }
        double after = 0;
        for (int unit : units) {
            after += plans.value(unit);
        }
        if (after >= before) {
            for (int unit : units) {
                plans.remove(unit);
            }
            for (int i = 0; i < units.length; i++) {
                plans.place(units[i], old[i]);
            }
        }
    }

    private void shuffle(int[] units, @Nullable Column[] old) {
        for (int i = units.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int unit = units[i];
            units[i] = units[j];
            units[j] = unit;
            Column column = old[i];
            old[i] = old[j];
            old[j] = column;
        }
    }
}
