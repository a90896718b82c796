package io.github.jqodi.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.testing.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cost models and estimators of the caller that answer what they must not, or nothing. */
class CallerCodeTest {
    private static final List<Rule> RULES = List.of(Rule.values());
    private static final Scenario SCENARIO = scenario();
    private static final Estimators BELIEFS = Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(2, 3)));
    private static final Cost GOOD = Cost.of(2, 3, List.of());
    private static final String PLACE = "costs of 'm' at 8 bits, near cut 1, epoch 2";
    private static final String ADVICE = ". An action that cannot be taken costs Cost.ineffective(...).";

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void noTimeOrEnergy(double value) {
        for (Solver solver : Solvers.all()) {
            for (Rule rule : Rule.values()) {
                assertEquals(
                        PLACE + ": joules (" + value + ") must be finite and >= 0" + ADVICE,
                        refusal(solver, rule, epoch2(new Cost(2, value, List.of(), Optional.empty()))));
                assertEquals(
                        PLACE + ": seconds (" + value + ") must be finite and >= 0" + ADVICE,
                        refusal(solver, rule, epoch2(new Cost(value, 3, List.of(), Optional.empty()))));
            }
        }
    }

    @Test
    void nothingAtAll() {
        assertEquals(PLACE + " (null) must not be null.", refusal(epoch2(null)));
        assertEquals("costs of 'm' at 8 bits (null) must not be null.", refusal(model(scenario -> pair -> absent())));
        assertEquals("costs of the scenario (null) must not be null.", refusal(model(scenario -> absent())));
    }

    @Test
    void anException() {
        ModelCosts costs = (Epochs) (action, epoch) -> {
            throw new ArithmeticException("over\n\u001b[2Jflow");
        };
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Planner.create().plan(problem(model(costs))));
        assertEquals(
                "costs of 'm' at 8 bits, near cut 1, epoch 1 cannot be had, the caller's code throws: "
                        + "java.lang.ArithmeticException: over\\n\\u001b[2Jflow",
                refused.getMessage());
        assertInstanceOf(ArithmeticException.class, refused.getCause());
    }

    @Test
    void costsThatChangeWhereTheyMustNot() {
        ModelCosts changing = new Epochs() {
            @Override
            public Cost epoch(Action action, int epoch) {
                return Cost.of(epoch, 3, List.of());
            }

            @Override
            public int steadyFromEpoch() {
                return 2;
            }
        };
        assertEquals(
                "costs of 'm' at 8 bits, near cut 1, epoch 3: seconds (3.0) must be that of epoch 2, which "
                        + "steadyFromEpoch names, 2.0. Equal questions must get equal answers.",
                refusal(model(changing)));
        AtomicInteger asked = new AtomicInteger();
        assertTrue(refusal(model((Epochs) (action, epoch) -> Cost.of(asked.incrementAndGet(), 3, List.of())))
                .contains("must be that of the row"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void noEpochFromWhichCostsStay(int steady) {
        ModelCosts costs = new Epochs() {
            @Override
            public Cost epoch(Action action, int epoch) {
                return GOOD;
            }

            @Override
            public int steadyFromEpoch() {
                return steady;
            }
        };
        assertEquals(
                "costs of 'm' at 8 bits: steadyFromEpoch (" + steady + ") must be at least 1.", refusal(model(costs)));
    }

    @Test
    void rowsOfTheirOwn() {
        ModelCosts costs = new Epochs() {
            @Override
            public Cost epoch(Action action, int epoch) {
                return GOOD;
            }

            @Override
            public CostRows rows(List<Action> actions) {
                return (epoch, seconds, joules) -> {
                    throw new IndexOutOfBoundsException(9);
                };
            }
        };
        assertTrue(refusal(model(costs)).startsWith("costs of 'm' at 8 bits, epoch 1: a row cannot be had"));
    }

    @Test
    void boundsThatAreNoNumbers() {
        ModelCosts costs = new Bounded(0, new CostBounds.Upper(Double.NaN, 1));
        assertEquals(
                "costs of 'm' at 8 bits: upper bound of seconds (NaN) must be a number >= 0 or +infinity.",
                refusal(model(costs)));
    }

    @Test
    void whatIsTooLargeToAddUpIsSaidToBe() {
        SolveResult result = Planner.create().plan(problem(model((Epochs)
                (action, epoch) -> new Cost(1, 1e300, List.of(), Optional.empty()))));
        assertEquals(Status.INFEASIBLE, result.status());
        assertEquals(
                List.of(Reason.OVERFLOW),
                result.infeasibilities().stream().map(Infeasibility::reason).toList());
    }

    @Test
    void goodAnswersPass() {
        SolveResult result =
                Planner.create().withRule(Rule.ROBUST).plan(problem(model((Epochs) (action, epoch) -> GOOD)));
        assertEquals(9, result.plan().orElseThrow().objective(), 1e-6);
        assertEquals(List.of(), ResultVerifier.verify(problem(model((Epochs) (action, epoch) -> GOOD)), result));
    }

    @Test
    void anotherSolverStandsBehindTheSameDoor() {
        Problem problem = problem(model((Epochs) (action, epoch) -> GOOD));
        Planner planner = Planner.create().withRule(Rule.ROBUST);
        for (Solver solver : Solvers.all()) {
            Planner other = planner.withSolver(solver);
            assertEquals(
                    solver.solve(problem, planner.options()).solver(),
                    other.plan(problem).solver());
            assertEquals(solver, other.solver());
            assertEquals(planner.options(), other.options());
        }
    }

    @Test
    void estimatorsThatFail() {
        Problem good = problem(AnalyticCosts.PAPER);
        LossEstimate loss = new LossEstimate(0, 0);
        Estimators beliefs = good.estimators();
        GainSeries gains = new GainSeries(List.of(-1.0, -1.0, -1.0), List.of(-1.0, -1.0, -1.0));
        assertEquals(
                "estimate of epochs of 'm' at 8 bits (null) must not be null.",
                refusal(good.withEstimators(beliefs.withEpochs((s, pair) -> absent()))));
        assertEquals(
                "estimate of epochs of 'm' at 8 bits cannot be had, the caller's code throws: "
                        + "io.github.jqodi.error.InvalidValueException: mean (NaN) must be finite and >= 0.",
                refusal(good.withEstimators(
                        beliefs.withEpochs((s, pair) -> Optional.of(EpochEstimate.normal(Double.NaN, 1))))));
        assertEquals(
                "estimate of compressionLoss of 'm' at 8 bits cannot be had, the caller's code throws: "
                        + "io.github.jqodi.error.InvalidValueException: robust (NaN) must be finite.",
                refusal(good.withEstimators(
                        beliefs.withCompressionLoss((s, pair) -> Optional.of(new LossEstimate(0, Double.NaN))))));
        assertEquals(
                "estimate of run gains of 'm' at 8 bits (null) must not be null.",
                refusal(good.withEstimators(beliefs.withCompressionLoss((s, pair) -> Optional.of(loss))
                        .withGains((s, pair, k) -> Optional.of(gains), (s, pair, k) -> absent()))));
        assertEquals(
                "estimate of update gains of 'm' at 8 bits cannot be had, the caller's code throws: "
                        + "java.lang.IllegalStateException: no data",
                refusal(good.withEstimators(beliefs.withGains(
                        (s, pair, k) -> {
                            throw new IllegalStateException("no data");
                        },
                        (s, pair, k) -> Optional.of(gains)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theOthersOfABatchAreAnswered(int threads) {
        Problem good = problem(AnalyticCosts.PAPER);
        List<Problem> problems = List.of(
                problem(model(scenario -> absent())),
                good,
                problem(epoch2(null)),
                good.withEstimators(good.estimators().withEpochs((s, pair) -> absent())),
                good);
        List<BatchAnswer> answers = Planner.create().withThreads(threads).planAll(problems);
        SolveResult alone = Planner.create().plan(good);
        for (int i : new int[] {1, 4}) {
            assertEquals(alone.plan(), answers.get(i).orElseThrow().plan());
            assertEquals(Optional.empty(), answers.get(i).failure());
        }
        for (int i : new int[] {0, 2, 3}) {
            assertEquals(Optional.empty(), answers.get(i).result());
            assertThrows(IllegalArgumentException.class, answers.get(i)::orElseThrow);
        }
    }

    /** Bounds that leave out every action, which can be taken all the same. */
    @Test
    void lowerBoundsAboveTheCosts() {
        ModelCosts costs = new Bounded(Double.POSITIVE_INFINITY, CostBounds.Upper.NONE);
        String refusal = refusal(model(costs));
        assertTrue(
                refusal.startsWith("costs of 'm' at 8 bits, near cut 1 (effective) must not be left out by bounds"),
                refusal);
    }

    @Test
    void theRestOfARunIsAskedByItsNames() {
        RunInProgress run = RunInProgress.of(QuantizedModel.of("m", 8), 1, 1, 1);
        Problem good = problem(AnalyticCosts.PAPER);
        CostModel noRest = new CostModel() {
            @Override
            public void check(Scenario scenario) {}

            @Override
            public ScenarioCosts costs(Scenario scenario) {
                return AnalyticCosts.PAPER.costs(scenario);
            }

            @Override
            public CostModel afterEpochs(int epochs) {
                return absent();
            }
        };
        assertEquals(
                "cost model after 1 epoch (null) must not be null.",
                message(() -> problem(noRest).withProgress(run)));
        assertEquals(
                "estimate of epochs of 'm' at 8 bits (null) must not be null.",
                refusal(good.withEstimators(good.estimators().withEpochs((s, pair) -> absent()))
                        .withProgress(run)));
        Estimators gains = good.estimators()
                .withCompressionLoss((s, pair) -> Optional.of(new LossEstimate(0, 0)))
                .withGains((s, pair, k) -> absent(), (s, pair, k) -> absent());
        assertEquals(
                "estimate of update gains of 'm' at 8 bits (null) must not be null.",
                refusal(good.withEstimators(gains).withProgress(run)));
        Estimators throwing = gains.withGains(
                (s, pair, k) -> {
                    throw new IllegalStateException("no data");
                },
                (s, pair, k) -> absent());
        assertEquals(
                "estimate of update gains of 'm' at 8 bits cannot be had, the caller's code throws: "
                        + "java.lang.IllegalStateException: no data",
                refusal(good.withEstimators(throwing).withProgress(run)));
    }

    @Test
    void solversThatAnswerNothing() {
        Solver nothing = new Solver() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public String description() {
                return "answers nothing";
            }

            @Override
            public SolveResult solve(Problem problem, SolveOptions options) {
                return absent();
            }

            @Override
            public PreparedSolver prepare(Problem problem) {
                return absent();
            }
        };
        Problem good = problem(AnalyticCosts.PAPER);
        Planner planner = Planner.create().withSolver(nothing);
        assertEquals("mine solver: result (null) must not be null.", message(() -> planner.plan(good)));
        assertEquals(
                "result of the solver (null) must not be null.",
                message(() -> planner.planAll(List.of(good)).get(0).orElseThrow()));
        Frontier frontier = Frontier.of(good, SolveOptions.DEFAULT);
        String prepared = "mine solver: prepared solver (null) must not be null.";
        assertEquals(prepared, message(() -> frontier.solve(nothing, 100)));
        assertEquals(prepared, message(() -> frontier.exactSteps(nothing, 5)));
    }

    @Test
    void listenersThatThrow() {
        RuntimeException cause = new IllegalStateException("closed");
        SolveListener progress = asked -> {
            throw cause;
        };
        SolveListener warnings = new SolveListener() {
            @Override
            public void progress(Progress asked) {}

            @Override
            public void warnings(List<Warning> found) {
                throw cause;
            }
        };
        Problem good = problem(AnalyticCosts.PAPER);
        assertEquals(
                "listener: progress cannot be had, the caller's code throws: java.lang.IllegalStateException: closed",
                message(() -> Planner.create().withListener(progress).plan(good)));
        assertEquals(
                "listener: warnings cannot be had, the caller's code throws: java.lang.IllegalStateException: closed",
                message(() -> Planner.create().withListener(warnings).plan(good)));
    }

    private static String message(Executable act) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, act).getMessage());
    }

    /** Whatever a model answers, the end is a proper result or a refusal that names the pair. */
    @Test
    void anyAnswersEndInAResultOrARefusal() {
        Inputs seeds = Inputs.from(0, 3000);
        int refused = 0;
        for (long seed : seeds) {
            Problem problem = problem(model(wild(seed)));
            Rule rule = RULES.get((int) (seed % RULES.size()));
            try {
                SolveResult result = Planner.create().withRule(rule).plan(problem);
                assertEquals(List.of(), ResultVerifier.verify(problem, result), "seed " + seed);
            } catch (IllegalArgumentException e) {
                refused++;
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith("costs of 'm' at 8 bits"), () -> message);
                assertTrue(
                        message.length() < 1000 && message.chars().noneMatch(Character::isISOControl), () -> message);
            }
        }
        System.out.printf("cost model fuzz: %s, %d refused, %d answered%n", seeds, refused, seeds.drawn() - refused);
        assertTrue(refused > seeds.drawn() / 10 && refused < seeds.drawn(), "refused " + refused);
    }

    /** Costs fixed by seed, action and epoch; about one in thirty is a fault. */
    private static ModelCosts wild(long seed) {
        int steady = new SplittableRandom(seed).nextInt(6) == 0 ? new SplittableRandom(seed).nextInt(-2, 5) : 5;
        return new Epochs() {
            @Override
            public Cost epoch(Action action, int epoch) {
                SplittableRandom random = new SplittableRandom(seed * 31
                        + action.cut() * 7L
                        + Math.min(epoch, 4) * 101L
                        + action.server().name().hashCode());
                return switch (random.nextInt(200)) {
                    case 0 -> absent();
                    case 1 -> throw new IllegalStateException("\u0007".repeat(1000));
                    case 2, 3 -> new Cost(number(random), number(random), List.of(), Optional.empty());
                    default -> Cost.of(random.nextInt(5), random.nextInt(5), List.of());
                };
            }

            @Override
            public int steadyFromEpoch() {
                return steady;
            }
        };
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -0.0;
            case 3 -> -random.nextDouble();
            case 4 -> Double.MAX_VALUE;
            case 5 -> Double.MIN_VALUE;
            default -> random.nextDouble();
        };
    }

    /** Costs of epochs alone. */
    @FunctionalInterface
    private interface Epochs extends ModelCosts {
        @Override
        default Cost inference(Action action, Inference asked) {
            return GOOD;
        }
    }

    /**
     * Good costs with bounds.
     *
     * @param lower of seconds and of joules, of every action
     * @param upper of every action
     */
    private record Bounded(double lower, CostBounds.Upper upper) implements Epochs {
        @Override
        public Cost epoch(Action action, int epoch) {
            return GOOD;
        }

        @Override
        public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
            return Optional.of(new CostBounds() {
                @Override
                public void low(int cut, double[] seconds, double[] joules) {
                    Arrays.fill(seconds, lower);
                    Arrays.fill(joules, lower);
                }

                @Override
                public Upper high(int server, int cut) {
                    return upper;
                }

                @Override
                public double least(double secondsWeight, double joulesWeight) {
                    return 0;
                }
            });
        }
    }

    private static CostModel epoch2(@Nullable Cost second) {
        return model((Epochs) (action, epoch) -> epoch == 2 ? (second == null ? absent() : second) : GOOD);
    }

    private static CostModel model(ModelCosts costs) {
        return model(scenario -> pair -> costs);
    }

    private static CostModel model(java.util.function.Function<Scenario, ScenarioCosts> costs) {
        return new CostModel() {
            @Override
            public void check(Scenario scenario) {}

            @Override
            public ScenarioCosts costs(Scenario scenario) {
                return costs.apply(scenario);
            }
        };
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what code without null checks does
    private static <T> T absent() {
        return null;
    }

    private static String refusal(CostModel model) {
        return refusal(problem(model));
    }

    private static String refusal(Problem problem) {
        return refusal(Solvers.exact(), Rule.EXPECTED, problem);
    }

    private static String refusal(Solver solver, Rule rule, CostModel model) {
        return refusal(solver, rule, problem(model));
    }

    private static String refusal(Solver solver, Rule rule, Problem problem) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> solver.solve(problem, options))
                .getMessage());
    }

    private static Problem problem(CostModel model) {
        return new Problem(SCENARIO, BELIEFS, model);
    }

    private static Scenario scenario() {
        Link link = Link.of(1e6, 1e-9);
        return Scenario.builder("caller", new Target(1000, 0.5, 0.9))
                .cloud(Cloud.of("cloud", 1e12, 1e-12))
                .device(Device.of("device", 1e9, 1e-10))
                .edgeServers(List.of(EdgeServer.of("near", new Processor(1e11, 1e-11), link, link)))
                .bitWidths(8)
                .workload(Workload.of(10, 0).withInput(10, 8))
                .models(List.of(ModelVersion.of("m", 1, List.of(layer("a"), layer("b"), layer("c")))))
                .build();
    }

    private static Layer layer(String name) {
        return new Layer(name, 1e6, 1e4, 100);
    }
}
