package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Rule;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search tree of a neighbourhood finds what trying every combination finds, and packed schedules cost what plain ones do. */
class RepairSearchTest {
    private static final int FLEETS = 200;
    private static final int UNITS = 4;

    @Test
    void findsTheLeastOfAllCombinations() {
        int better = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            FleetModel model = model(seed);
            Columns columns = columns(model, seed);
            Assignment plans = new Assignment(model, columns);
            int[] units = IntStream.range(0, Math.min(UNITS, plans.units())).toArray();
            double[] prices =
                    new SplittableRandom(seed).doubles(model.rowCount(), 0, 1).toArray();
            double alone = IntStream.of(units).mapToDouble(plans::value).sum();
            double least = least(plans, units, 0, 0);
            boolean found = new RepairSearch(plans, units, prices, alone, Integer.MAX_VALUE).place();
            assertEquals(least < alone, found, "seed " + seed);
            double value = IntStream.of(units).mapToDouble(plans::value).sum();
            assertEquals(least, value, 1e-9 * value, "seed " + seed);
            better += found ? 1 : 0;
        }
        System.out.println("neighbourhoods: " + FLEETS + ", better: " + better);
        assertTrue(better > FLEETS / 2);
    }

    @Test
    void nothingIsPlacedWhereNothingIsBetterOrNoNodeIsLeft() {
        FleetModel model = model(3);
        Assignment plans = new Assignment(model, columns(model, 3));
        double[] left = plans.left().clone();
        double[] free = new double[model.rowCount()];
        assertFalse(new RepairSearch(plans, new int[] {0, 1}, free, 0, Integer.MAX_VALUE).place());
        assertFalse(new RepairSearch(plans, new int[] {0, 1}, free, Double.MAX_VALUE, 0).place());
        assertEquals(0, IntStream.range(0, 2).filter(u -> plans.plan(u) != null).count());
        for (int r = 0; r < left.length; r++) {
            assertEquals(left[r], plans.left()[r], 1e-9 * left[r]);
        }
    }

    @Test
    void packedSchedulesCostWhatPlainOnesDo() {
        int compared = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            FleetModel model = model(seed);
            Columns columns = columns(model, seed);
            PackedColumns packed = new PackedColumns(model);
            packed.pack(columns);
            double[] prices = new double[model.rowCount()];
            double[] perCapacity = new double[model.rowCount()];
            for (int r = 0; r < prices.length; r++) {
                prices[r] = r + 0.5;
                perCapacity[r] = prices[r] * model.capacity(r);
            }
            for (int d = 0; d < model.size(); d++) {
                assertEquals(
                        packed.first(d + 1) - packed.first(d), columns.of(d).size());
                for (int j = 0; j < columns.of(d).size(); j++) {
                    double plain = columns.of(d).get(j).priced(prices);
                    assertEquals(plain, packed.priced(packed.first(d) + j, perCapacity), 1e-12 * plain);
                    compared++;
                }
            }
        }
        System.out.println("schedules: " + compared);
        assertTrue(compared > FLEETS);
    }

    private static double least(Assignment plans, int[] units, int i, double joules) {
        if (i == units.length) {
            return joules;
        }
        double least = least(plans, units, i + 1, joules + plans.value(units[i]));
        for (Column column : plans.known(units[i])) {
            if (plans.fits(column)) {
                plans.place(units[i], column);
                least = Math.min(least, least(plans, units, i + 1, joules + column.joules()));
                plans.remove(units[i]);
            }
        }
        return least;
    }

    private static FleetModel model(long seed) {
        FleetControl control = new FleetControl(Optional.empty(), FleetListener.NONE);
        return FleetModel.of(
                TinyFleets.of(seed, 6), Rule.EXPECTED, PricingBackend.threads(1), control, Optional.empty());
    }

    /** What devices answer to some prices. */
    private static Columns columns(FleetModel model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Columns columns = new Columns(model);
        DevicePricing.Workspace space = new DevicePricing.Workspace();
        for (int round = 0; round < 8; round++) {
            double most = Math.pow(10, random.nextInt(4) - 2);
            double[] prices = random.doubles(model.rowCount(), 0, most).toArray();
            for (int d = 0; d < model.size(); d++) {
                @Nullable
                Column column = model.pricing(d).relaxed(prices, space).column().orElse(null);
                if (column != null) {
                    columns.add(d, column, prices);
                }
            }
        }
        return columns;
    }
}
