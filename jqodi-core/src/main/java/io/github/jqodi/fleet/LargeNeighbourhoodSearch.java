package io.github.jqodi.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Large neighbourhood search (Shaw 1998; Pisinger and Ropke 2010): some units around a dear resource are left out and put back,
 * by a small search tree at prices or in another order by energy; what is better is kept. Most are taken where the plans lose
 * most against the bound, the others where prices are high. The number of neighbourhoods is the limit, so that equal seeds give
 * equal plans.
 */
final class LargeNeighbourhoodSearch {
    /** Units that are left out. */
    private static final int MIN_UNITS = 3;

    private static final int MAX_UNITS = 13;
    private static final double OUT_CHANCE = 0.3;
    /** Part of the neighbourhoods that lie where something is lost. */
    private static final double LOSS_CHANCE = 0.75;
    /** Part of those of a unit around its best schedule, the others around its own. */
    private static final double BEST_CHANCE = 0.67;
    /** Nodes of a search tree. */
    private static final int MAX_NODES = 300;
    /** In one of so many neighbourhoods units are put back by energy alone. */
    private static final int UNPRICED = 10;
    /** In one of so many where the search tree finds nothing, units are put back in another way and improved all the same. */
    private static final int TRYING = 3;

    /** In one of so many neighbourhoods schedules are looked for that fit in what is left. */
    private static final int GENERATING = 8;
    /** Parts of a search, and how many neighbourhoods are in one at least. */
    private static final int PARTS = 40;

    private static final int MIN_PART = 400;
    /** Of what is above the bound, what a part has to save to count as worth it. */
    private static final double MIN_GAP_SAVING = 0.01;
    /** The same of the value. */
    private static final double MIN_VALUE_SAVING = 1e-5;

    /** Parts that do not, after which the search ends. */
    private static final int MAX_IDLE_PARTS = 2;

    private final Assignment plans;
    private final double[] prices;
    private final SplittableRandom random;
    private final BooleanSupplier stop;
    private final List<Integer> pricedRows = new ArrayList<>();
    private final double[] worth;
    private final List<List<Integer>> wanting;
    private double totalWorth;

    LargeNeighbourhoodSearch(FleetModel model, Assignment plans, double[] prices, long seed, BooleanSupplier stop) {
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
                pricedRows.add(r);
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
        if (pricedRows.isEmpty()) {
            return;
        }
        long part = Math.max(MIN_PART, count / PARTS);
        double good = bound / (1 - gap);
        double value = plans.value();
        int idle = 0;
        for (long done = 0; done < count && idle < MAX_IDLE_PARTS && value > good; done += part) {
            double before = value;
            search(Math.min(part, count - done), value - good);
            value = plans.value();
            boolean isWorth = before - value >= Math.max(MIN_GAP_SAVING * (before - bound), MIN_VALUE_SAVING * before);
            idle = isWorth ? 0 : idle + 1;
        }
    }

    /** So many, or as many as it takes to save enough. */
    private void search(long count, double enough) {
        List<List<Integer>> byRow = plans.unitsByRow();
        plans.refresh();
        GapContributions contributions = new GapContributions(plans, prices);
        double saved = 0;
        for (long n = 0; n < count && saved < enough && !stop.getAsBoolean(); n++) {
            int center =
                    random.nextDouble() < LOSS_CHANCE ? contributions.draw(random.nextDouble()) : plans.units() + row();
            int row = center < plans.units() ? rowAround(center) : center - plans.units();
            List<Integer> picked = new ArrayList<>();
            if (center < plans.units()) {
                picked.add(center);
            }
            pick(byRow.get(row), wanting.get(row), picked);
            saved += attempt(picked.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** One of the priced rows that a unit's best schedule loads, or its own. */
    private int rowAround(int unit) {
        Column best = plans.cheapest(unit, prices);
        Column around = best != null && random.nextDouble() < BEST_CHANCE ? best : plans.plan(unit);
        int[] loaded = around == null
                ? new int[0]
                : Arrays.stream(around.rows()).filter(r -> worth[r] > 0).toArray();
        return loaded.length == 0 ? row() : loaded[random.nextInt(loaded.length)];
    }

    /** A row, the dearer the likelier. */
    private int row() {
        double at = random.nextDouble() * totalWorth;
        for (int r : pricedRows) {
            at -= worth[r];
            if (at < 0) {
                return r;
            }
        }
        return pricedRows.get(pricedRows.size() - 1);
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

    private void pick(List<Integer> loading, List<Integer> wanting, List<Integer> picked) {
        int size = MIN_UNITS + random.nextInt(MAX_UNITS + 1 - MIN_UNITS);
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
    }

    /** Plans some units anew; the joules that saves, or 0 where nothing is better. */
    private double attempt(int[] units) {
        double before = 0;
        @Nullable Column[] old = new Column[units.length];
        for (int i = 0; i < units.length; i++) {
            before += plans.value(units[i]);
            old[i] = plans.remove(units[i]);
        }
        shuffle(units, old);
        if (place(units, before)) {
            double after = 0;
            for (int unit : units) {
                plans.improve(unit);
                after += plans.value(unit);
            }
            if (after < before) {
                return before - after;
            }
            for (int unit : units) {
                plans.remove(unit);
            }
        }
        putBack(units, old);
        return 0;
    }

    /** Places units that are out where that may be worth it. */
    private boolean place(int[] units, double before) {
        boolean priced = random.nextInt(UNPRICED) > 0;
        if (random.nextInt(GENERATING) == 0) {
            for (int unit : units) {
                plans.generate(unit, prices);
            }
        }
        if (priced && new RepairSearch(plans, units, prices, before, MAX_NODES).place()) {
            return true;
        }
        if (priced && random.nextInt(TRYING) > 0) {
            return false;
        }
        for (int unit : units) {
            plans.place(unit, plans.best(unit, priced ? prices : null));
        }
        return true;
    }

    private void putBack(int[] units, @Nullable Column[] old) {
        for (int i = 0; i < units.length; i++) {
            plans.place(units[i], old[i]);
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
