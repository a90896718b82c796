package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.plan.Rule;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The linear program of the columns: its shares fit, and its prices prove that none cost less. */
class SimplexMasterTest {
    private static final int FLEETS = 150;

    @Test
    void pricesProveThatSharesCostLeast() {
        int broken = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            FleetModel model = model(seed);
            Columns columns = columns(model, seed);
            SimplexMaster master = new SimplexMaster(model, columns, Stopped.NEVER);
            for (double part : new double[] {1, 0.7, 1}) {
                master.setRhs(part);
                double value = master.solve(new double[model.rowCount()], true);
                String name = "seed " + seed + ", part " + part;
                assertEquals(dual(model, columns, master.prices(), part), value, 1e-4 * (1 + value), name);
                assertFits(model, columns, part, name);
                int own = broken(model, columns);
                assertTrue(own <= model.rowCount(), name);
                broken += own;
            }
        }
        System.out.println("linear programs: " + 3 * FLEETS + ", broken shares in all " + broken);
        assertTrue(broken > FLEETS / 5);
    }

    private static FleetModel model(long seed) {
        FleetControl control = new FleetControl(Optional.empty(), FleetListener.NONE);
        return FleetModel.of(
                TinyFleets.of(seed, 14), Rule.EXPECTED, PricingBackend.threads(1), control, Optional.empty());
    }

    /** What devices answer to some prices. */
    private static Columns columns(FleetModel model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Columns columns = new Columns(model);
        DevicePricing.Workspace space = new DevicePricing.Workspace();
        for (int round = 0; round < 12; round++) {
            double most = Math.pow(10, random.nextInt(4) - 2);
            double[] prices = random.doubles(model.rowCount(), 0, most).toArray();
            for (int d = 0; d < model.size(); d++) {
                int device = d;
                model.pricing(d)
                        .relaxed(prices, space)
                        .column()
                        .ifPresent(column -> columns.add(device, column, prices));
            }
        }
        return columns;
    }

    private static double dual(FleetModel model, Columns columns, double[] prices, double part) {
        double sum = 0;
        for (int d = 0; d < model.size(); d++) {
            double least = columns.of(d).stream()
                    .mapToDouble(column -> column.priced(prices))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            sum += model.count(d) * Math.min(model.weight(d), least);
        }
        for (int r = 0; r < prices.length; r++) {
            sum -= prices[r] * part * model.capacity(r);
        }
        return sum;
    }

    private static void assertFits(FleetModel model, Columns columns, double part, String name) {
        double[] loads = new double[model.rowCount()];
        for (int d = 0; d < model.size(); d++) {
            double[] taken = columns.taken(d);
            assertTrue(Arrays.stream(taken).allMatch(share -> share >= 0) && columns.out(d) >= 0, name);
            assertEquals(model.count(d), Arrays.stream(taken).sum() + columns.out(d), 1e-6, name);
            for (int j = 0; j < columns.of(d).size(); j++) {
                columns.of(d).get(j).addTo(loads, taken[j]);
            }
        }
        for (int r = 0; r < loads.length; r++) {
            assertTrue(loads[r] <= part * model.capacity(r) * (1 + 1e-5), name);
        }
    }

    /** Devices that take more than one schedule. */
    private static int broken(FleetModel model, Columns columns) {
        int broken = 0;
        for (int d = 0; d < model.size(); d++) {
            long parts = Arrays.stream(columns.taken(d))
                    .filter(share -> share > 1e-6)
                    .count();
            broken += parts + (columns.out(d) > 1e-6 ? 1 : 0) > 1 ? 1 : 0;
        }
        return broken;
    }
}
