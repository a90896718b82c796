package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.bench.peer.Bellman;
import io.github.jqodi.bench.peer.IndependentProof;
import io.github.jqodi.bench.peer.IntegerKnapsack;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.scenario.KnapsackClass;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.cost.Action;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Compares the exact solver, gap 0, with independent proofs: tiny problems with every schedule tried, larger ones with unpruned
 * label setting, whole-numbered knapsacks with the recursion over the capacity. Also adds up the times of each plan exactly.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.Agreement --help}.
 */
public final class Agreement {
    /** Relative difference that rounding explains. */
    static final double TOLERANCE = 1e-12;

    private static final List<KnapsackClass> KINDS = List.of(KnapsackClass.values());
    private static final int DISAGREEMENT = 1;
    private static final long MOST_LABELS = 400_000_000;
    private static final int KNAPSACK_RANGE = 1000;

    private final Map<SizeClass, Integer> compared = new EnumMap<>(SizeClass.class);
    private final List<String> failures = new ArrayList<>();
    private int knapsacks;
    private int infeasible;
    private int undecided;
    private double worst;

    private Agreement() {}

    /**
     * Runs the comparison and prints what came of it; the exit status is 1 if anything disagreed.
     *
     * @param args how many instances, 10,000 by default, and the first seed, 0 by default
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /** Of every 100 instances 66 tiny, 24 paper, 5 medium, 5 knapsacks; of every 1000 one large instead of a medium one. */
    static Agreement run(int instances, long firstSeed) {
        Agreement agreement = new Agreement();
        for (int i = 0; i < instances; i++) {
            long seed = firstSeed + i;
            int place = i % 100;
            if (place < 66) {
                agreement.compare(Population.of(SizeClass.TINY, seed));
            } else if (place < 90) {
                agreement.compare(Population.of(SizeClass.PAPER, seed));
            } else if (place < 95) {
                agreement.compare(Population.of(i % 1000 == 94 ? SizeClass.LARGE : SizeClass.MEDIUM, seed));
            } else {
                agreement.compare(KINDS.get(place - 95), seed);
            }
        }
        return agreement;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    int compared() {
        return knapsacks
                + compared.values().stream().mapToInt(Integer::intValue).sum();
    }

    int undecided() {
        return undecided;
    }

    double worstRelativeDifference() {
        return worst;
    }

    private void compare(Population population) {
        Problem problem = population.problem();
        OptionalDouble proof = population.size() == SizeClass.TINY
                ? IndependentProof.exhaustive(problem, population.rule())
                : IndependentProof.labels(problem, population.rule(), MOST_LABELS);
        if (proof.isEmpty()) {
            undecided++;
            return;
        }
        SolveOptions options =
                SolveOptions.DEFAULT.withRule(population.rule()).withGap(0).withAlternatives(0);
        SolveResult result = Planner.create().withOptions(options).plan(problem);
        compared.merge(population.size(), 1, Integer::sum);
        double found = result.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
        note(population.toString(), found, proof.getAsDouble());
        result.plan()
                .filter(plan -> !meetsDeadline(problem, plan))
                .ifPresent(plan -> failures.add(population + " misses its deadline"));
    }

    private void compare(KnapsackClass kind, long seed) {
        int classes = 5 + (int) Math.floorMod(seed / 100, 26L);
        Instance instance = kind.whole(classes, 6, KNAPSACK_RANGE, seed);
        IntegerKnapsack whole = IntegerKnapsack.exactly(instance);
        long proof = Bellman.solve(whole);
        Outcome outcome = Knapsack.solve(whole.toInstance(), new Limits(Long.MAX_VALUE, 0, () -> false));
        knapsacks++;
        note(
                kind.label() + " " + seed,
                outcome.cost(),
                proof == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) proof);
    }

    private void note(String what, double found, double proof) {
        if (found == Double.POSITIVE_INFINITY && proof == Double.POSITIVE_INFINITY) {
            infeasible++;
            return;
        }
        double difference = found == proof ? 0 : Math.abs(found - proof) / Math.abs(proof);
        worst = Math.max(worst, difference);
        if (!(difference <= TOLERANCE)) {
            failures.add(what + ": found " + found + ", proven " + proof);
        }
    }

    /** Whether the exact sum of the plan's times stays below the deadline. */
    private static boolean meetsDeadline(Problem problem, Plan plan) {
        Candidate candidate = problem.assess().candidate(plan.pair()).orElseThrow();
        ExactSum sum = new ExactSum(candidate.setup().seconds());
        for (Segment segment : plan.schedule()) {
            Action action = candidate.actions().stream()
                    .filter(a -> segment.server().equals(Optional.of(a.server().name())) && a.cut() == segment.cut())
                    .findFirst()
                    .orElseThrow();
            for (int k = segment.fromEpoch(); k <= segment.toEpoch(); k++) {
                sum.add(candidate.costs().epoch(action, k).seconds());
            }
        }
        return sum.compareTo(problem.scenario().target().deadlineSeconds()) < 0;
    }

    private void print(PrintStream out) {
        out.println("compared    " + compared + ", knapsacks " + knapsacks);
        out.println("infeasible  " + infeasible + ", agreed by both");
        out.println("undecided   " + undecided + ", the proof ran out of labels");
        out.println("worst       " + worst + " relative");
        out.println("failures    " + failures.size());
        failures.forEach(out::println);
    }

    @Command(
            description = "Compares the exact solver with independent proofs on random instances.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:all agree", "1:something disagrees"})
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Parameters(
                index = "0",
                paramLabel = "INSTANCES",
                arity = "0..1",
                defaultValue = "10000",
                converter = Values.Positive.class,
                description = "How many instances. Default: ${DEFAULT-VALUE}.")
        private int instances;

        @Parameters(
                index = "1",
                paramLabel = "FIRST_SEED",
                arity = "0..1",
                defaultValue = "0",
                description = "The first seed; the others follow. Default: ${DEFAULT-VALUE}.")
        private long firstSeed;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            Agreement agreement = run(instances, firstSeed);
            agreement.print(out);
            return agreement.failures.isEmpty() ? Program.DONE : DISAGREEMENT;
        }
    }
}
