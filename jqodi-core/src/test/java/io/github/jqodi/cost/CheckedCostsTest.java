package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every answer of a caller's costs is held to its promises, and blamed by name. */
class CheckedCostsTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final List<EdgeServer> SERVERS = List.of(EdgeServer.named("a"), EdgeServer.named("b"));
    private static final ActionGrid GRID = new ActionGrid(SERVERS, List.of(1));
    private static final Inference INFERENCE = Inference.of(5);
    private static final Scenario SCENARIO = Scenario.builder("checked", Target.of(10, 1))
            .edgeServers(SERVERS)
            .bitWidths(8)
            .model(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(1)))
            .build();

    /** Steady costs of 2 s and 3 J whose answers can be changed one by one. */
    private static class Own implements ModelCosts, CostBounds {
        @Override
        public Cost epoch(Action action, int epoch) {
            return Cost.of(2, 3, List.of());
        }

        @Override
        public Cost inference(Action action, Inference inference) {
            return Cost.of(inference.samples(), 7, List.of());
        }

        @Override
        public OptionalDouble interval(Action action, Inference inference) {
            return OptionalDouble.of(0.5);
        }

        @Override
        public int steadyFromEpoch() {
            return 1;
        }

        @Override
        public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
            return Optional.of(this);
        }

        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            Arrays.fill(seconds, 1);
            Arrays.fill(joules, 2);
        }

        @Override
        public Upper high(int server, int cut) {
            return new Upper(4, Double.POSITIVE_INFINITY);
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            return secondsWeight + 2 * joulesWeight;
        }
    }

    /** Costs nothing, and so has no items. */
    private static final class Free extends Own {
        @Override
        public Cost epoch(Action action, int epoch) {
            return Cost.of(0, 0, List.of());
        }
    }

    private static ModelCosts checked(ModelCosts own) {
        return CheckedCosts.of(model(own), SCENARIO).of(PAIR);
    }

    private static CostModel model(ModelCosts own) {
        return new CostModel() {
            @Override
            public void check(Scenario scenario) {
                assertEquals(SCENARIO, scenario);
            }

            @Override
            public ScenarioCosts costs(Scenario scenario) {
                return pair -> own;
            }
        };
    }

    private static void refused(String message, Executable action) {
        String said = String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
        assertEquals(message, said.substring(0, Math.min(message.length(), said.length())), said);
    }

    @Test
    void properAnswersAreHandedOn() {
        ModelCosts costs = checked(new Own());
        Action first = GRID.get(0);
        assertEquals(Cost.of(2, 3, List.of()), costs.epoch(first, 1));
        assertEquals(Cost.of(5, 7, List.of()), costs.inference(first, INFERENCE));
        assertEquals(OptionalDouble.of(0.5), costs.interval(first, INFERENCE));
        assertEquals(1, costs.steadyFromEpoch());
        double[] seconds = new double[2];
        double[] joules = new double[2];
        costs.rows(GRID).fill(1, seconds, joules);
        assertEquals(List.of(2.0, 3.0), List.of(seconds[1], joules[1]));
        CostBounds bounds = costs.bounds(GRID, 3).orElseThrow();
        bounds.low(0, seconds, joules);
        assertEquals(List.of(1.0, 2.0), List.of(seconds[0], joules[1]));
        assertEquals(new CostBounds.Upper(4, Double.POSITIVE_INFINITY), bounds.high(1, 0));
        assertEquals(13, bounds.least(3, 5));
    }

    @Test
    void ownBoundsByEpochAreAsked() {
        List<BooleanSupplier> told = new ArrayList<>();
        Own own = new Own() {
            @Override
            public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
                told.add(stop);
                return Optional.of(this);
            }

            @Override
            public List<CostBounds> boundsByEpoch(ActionGrid grid, int epochs, BooleanSupplier stop) {
                return List.of(this, new Own());
            }
        };
        BooleanSupplier stop = () -> false;
        assertEquals(13, checked(own).bounds(GRID, 3, stop).orElseThrow().least(3, 5));
        assertEquals(List.of(stop), told);
        assertEquals(2, checked(own).boundsByEpoch(GRID, 3, stop).size());
        Own nothing = new Own() {
            @Override
            public List<CostBounds> boundsByEpoch(ActionGrid grid, int epochs, BooleanSupplier stop) {
                throw new IllegalStateException("no");
            }
        };
        refused(
                "costs of 'm' at 8 bits: bounds by epoch cannot be had, the caller's code throws",
                () -> checked(nothing).boundsByEpoch(GRID, 3, stop));
    }

    @Test
    void aStopOnTheWayThroughTheCallersCodeIsNoFaultOfIt() {
        Own asksTheLibrary = new Own() {
            @Override
            public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
                Stopped.when(stop);
                return Optional.empty();
            }
        };
        assertThrows(Stopped.class, () -> checked(asksTheLibrary).bounds(GRID, 3, () -> true));
    }

    @Test
    void itemsComeToTheirTotals() {
        Action first = GRID.get(0);
        Own half = new Own() {
            @Override
            public Cost epoch(Action action, int epoch) {
                CostItem item = new CostItem("hub", Phase.COMPUTE, epoch == 1 ? 2 : 1, 3);
                return Cost.of(2, 3, List.of(item));
            }
        };
        assertEquals(3, checked(half).epoch(first, 1).items().get(0).joules());
        refused(
                "costs of 'm' at 8 bits, a cut 1, epoch 2: items (1.0) must come to the seconds of the cost, 2.0.",
                () -> checked(half).epoch(first, 2));
        refused(
                "costs of 'm' at 8 bits, a cut 1, epoch 3: items (none) must say where seconds and joules go",
                () -> checked(new Own()).priced(Prices.NONE).epoch(first, 3));
        FirstSwitchCosts entered = new FirstSwitchCosts(checked(new Own()), "other");
        EdgeServer moved = SERVERS.get(0).withSwitching(4, 5);
        assertEquals(Cost.of(6, 8, List.of()), entered.epoch(new Action(moved, 1), 1));
        refused(
                "a cut 1, epoch 1: items (none) must say",
                () -> entered.priced(Prices.NONE).epoch(new Action(moved, 1), 1));
        assertEquals(
                List.of(new CostItem("a", Phase.SWITCH, 4, 5)),
                new FirstSwitchCosts(checked(new Free()), "other")
                        .epoch(new Action(moved, 1), 1)
                        .items());
    }

    @Test
    void costsAreNumbers() {
        refused("seconds (NaN) must be a number.", () -> Cost.of(Double.NaN, 1, List.of()));
        refused("joules (NaN) must be a number.", () -> Cost.of(1, Double.NaN, List.of()));
        assertTrue(Cost.of(1e290, 1, List.of()).isEffective());
        assertFalse(Cost.of(1.1e290, 1, List.of()).isEffective());
    }

    @Test
    void inferencesAndIntervalsHaveToBeNumbers() {
        Own negative = new Own() {
            @Override
            public Cost inference(Action action, Inference inference) {
                return new Cost(1, -1, List.of(), Optional.empty());
            }

            @Override
            public OptionalDouble interval(Action action, Inference inference) {
                return OptionalDouble.of(Double.NaN);
            }
        };
        String where = "costs of 'm' at 8 bits, a cut 1, inference of 5.0 samples";
        refused(
                where + ": joules (-1.0) must be finite and >= 0",
                () -> checked(negative).inference(GRID.get(0), INFERENCE));
        refused(
                where + ": interval (NaN) must be finite",
                () -> checked(negative).interval(GRID.get(0), INFERENCE));
        Own broken = new Own() {
            @Override
            public Cost inference(Action action, Inference inference) {
                throw new IllegalStateException("no");
            }

            @Override
            public OptionalDouble interval(Action action, Inference inference) {
                throw new IllegalStateException("no");
            }

            @Override
            public int steadyFromEpoch() {
                throw new IllegalStateException("no");
            }

            @Override
            public CostRows rows(List<Action> actions) {
                throw new IllegalStateException("no");
            }

            @Override
            public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
                throw new IllegalStateException("no");
            }
        };
        refused(where, () -> checked(broken).inference(GRID.get(0), INFERENCE));
        refused(where, () -> checked(broken).interval(GRID.get(0), INFERENCE));
        refused("costs of 'm' at 8 bits: steadyFromEpoch", () -> checked(broken).steadyFromEpoch());
        refused("costs of 'm' at 8 bits: rows", () -> checked(broken).rows(GRID));
        refused("costs of 'm' at 8 bits: bounds", () -> checked(broken).bounds(GRID, 3));
    }

    @Test
    void epochsAreSteadyFromTheFirstOnAtMost() {
        Own never = new Own() {
            @Override
            public int steadyFromEpoch() {
                return 0;
            }
        };
        refused(
                "costs of 'm' at 8 bits: steadyFromEpoch (0) must be at least 1.",
                () -> checked(never).steadyFromEpoch());
    }

    /** The first and the last of a row are asked for one by one as well. */
    @Test
    void rowsHoldWhatSingleActionsDo() {
        for (int wrong : new int[] {0, 1}) {
            for (boolean inJoules : new boolean[] {false, true}) {
                Own other = new Own() {
                    @Override
                    public CostRows rows(List<Action> actions) {
                        return (epoch, seconds, joules) -> {
                            Arrays.fill(seconds, 0, 2, 2);
                            Arrays.fill(joules, 0, 2, 3);
                            (inJoules ? joules : seconds)[wrong] = 9;
                        };
                    }
                };
                String name = SERVERS.get(wrong).name();
                refused(
                        "costs of 'm' at 8 bits, " + name + " cut 1, epoch 1: "
                                + (inJoules ? "joules (3.0)" : "seconds (2.0)") + " must be that of the row 9.0.",
                        () -> checked(other).rows(GRID).fill(1, new double[2], new double[2]));
            }
        }
    }

    @Test
    void boundsAreNumbers() {
        Own negative = new Own() {
            @Override
            public void low(int cut, double[] seconds, double[] joules) {
                joules[1] = Double.NaN;
            }

            @Override
            public Upper high(int server, int cut) {
                return server == 0 ? new Upper(-1, 1) : new Upper(1, -1);
            }

            @Override
            public double least(double secondsWeight, double joulesWeight) {
                return -1;
            }
        };
        CostBounds bounds = checked(negative).bounds(GRID, 3).orElseThrow();
        String pair = "costs of 'm' at 8 bits: ";
        refused(
                pair + "lower bound of joules (NaN) must be a number >= 0 or +infinity.",
                () -> bounds.low(0, new double[2], new double[2]));
        refused(pair + "upper bound of seconds (-1.0)", () -> bounds.high(0, 0));
        refused(pair + "upper bound of joules (-1.0)", () -> bounds.high(1, 0));
        refused(pair + "bound of weighted costs (-1.0)", () -> bounds.least(1, 1));
    }

    @Test
    void theSameCostsAreCheckedByTheSame() {
        Own own = new Own();
        CheckedCosts costs = CheckedCosts.of(model(own), SCENARIO);
        ModelCosts first = costs.of(PAIR);
        assertSame(first, costs.of(PAIR));
        assertEquals("checked costs of 1 pair", costs.toString());
        CheckedCosts again = costs.changed(model(own), SCENARIO);
        assertSame(first, again.of(PAIR));
        assertNotSame(first, again.changed(model(new Own()), SCENARIO).of(PAIR));
    }
}
