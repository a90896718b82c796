package io.github.jqodi.control;

import io.github.jqodi.base.Versioned;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.search.CandidateDriver;
import io.github.jqodi.search.SolverCatalog;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rest of a run at one state: as a problem of its own, with links, servers and limits as they stand, and what its epochs cost. */
final class RunAhead {
    /** Epochs a run is taken to have while nothing is known of it. */
    private static final double TYPICAL_EPOCHS = 20;

    private final Basis basis;
    private final RunState state;
    private final double leftSeconds;
    private final PresentWorld world;
    private final Map<QuantizedModel, Optional<Outlook>> outlooks = new HashMap<>();
    /** Worked out when it is first asked for, as is the next one. */
    private Optional<Problem> expected = Optional.empty();

    private Optional<Problem> expectedEnding = Optional.empty();

    RunAhead(Basis basis, RunState state) {
        this.basis = basis;
        this.state = state;
        this.leftSeconds = PresentWorld.left(basis.problem.scenario().target().deadlineSeconds(), state.seconds());
        this.world = PresentWorld.expected(state, basis.options.forecast(), epochSeconds(), Math.max(leftSeconds, 1));
    }

    /** What is the same at all states of a run, and keeps work from one to the next. */
    static final class Basis {
        private final Problem problem;
        private final ControlOptions options;
        private final CandidateDriver.Prepared solver;
        private final SolveOptions solving;
        private final Versioned<Problem> begun = new Versioned<>();

        Basis(Problem problem, ControlOptions options) {
            this.problem = problem;
            this.options = options;
            this.solver = SolverCatalog.exact().prepare(problem);
            this.solving = SolveOptions.DEFAULT
                    .withRule(Rule.EXPECTED)
                    .withMaxLabels(options.maxLabels())
                    .withAlternatives(0);
        }

        Scenario scenario() {
            return problem.scenario();
        }

        ControlOptions options() {
            return options;
        }

        /** The pairs that may be trained. */
        List<Candidate> candidates(Problem asked) {
            return solver.assess(asked).candidates();
        }

        /** The plan of least energy, or price, by the epochs that are expected. */
        SolveResult solve(Problem asked) {
            return solver.solve(asked, solving);
        }

        /** The same of candidates that were assessed before, with alternatives. */
        SolveResult solve(Problem asked, List<Candidate> candidates) {
            return solver.solve(asked, candidates, solving.withAlternatives(Math.max(0, candidates.size() - 1)));
        }

        /** What the epochs of a pair cost in the world of some rest. */
        Outlook outlook(Problem rest, Candidate candidate) {
            return new Outlook(
                    Goal.of(rest.scenario()),
                    candidate,
                    epochs -> solver.table(rest, candidate.withEpochs(candidate.epochs(), epochs), solving));
        }

        /** The rest of a run, which stays the same until its epoch is over. */
        private Problem begun(RunInProgress run) {
            return begun.get(run, () -> problem.withProgress(run));
        }
    }

    /** Time left to the deadline. */
    double leftSeconds() {
        return leftSeconds;
    }

    /** Energy left to the limit; +∞ where there is none. */
    double leftJoules() {
        OptionalDouble limit = basis.problem.scenario().target().joules();
        return limit.isPresent() ? limit.getAsDouble() - state.joules() : Double.POSITIVE_INFINITY;
    }

    boolean isEnergyLimited() {
        return basis.problem.scenario().target().joules().isPresent();
    }

    /** Links and servers as they are expected to be. */
    PresentWorld world() {
        return world;
    }

    /** About how long the next epoch takes. */
    double epochSeconds() {
        return steps().stream()
                .findFirst()
                .map(Step::seconds)
                .filter(seconds -> seconds > 0)
                .orElse(Math.max(leftSeconds, 1) / TYPICAL_EPOCHS);
    }

    /** The rest of the schedule planned last. */
    List<Step> steps() {
        return state.committed()
                .map(known -> known.from(state.epochsDone() - known.epochsDone()))
                .orElse(List.of());
    }

    /** The rest of the run as a problem, as links and servers are expected to be. */
    Problem rest() {
        if (expected.isEmpty()) {
            expected = Optional.of(rest(world));
        }
        return expected.get();
    }

    /** The same, whose plans end with their last epoch, whether or not the target is reached. */
    Problem ending() {
        if (expectedEnding.isEmpty()) {
            expectedEnding = Optional.of(ending(rest()));
        }
        return expectedEnding.get();
    }

    /** The same in some world. */
    Problem endingIn(PresentWorld world) {
        return ending(rest(world));
    }

    private static Problem ending(Problem rest) {
        Scenario scenario = rest.scenario();
        return rest.withScenario(scenario.withTarget(scenario.target().withConfidence(Horizons.WHOLE)));
    }

    /** The rest of the run in some world as a problem, by the beliefs of the whole one. */
    Problem rest(PresentWorld in) {
        Problem base = state.pair().isEmpty()
                ? basis.problem
                : basis.begun(begun(state.pair().get()));
        Scenario scenario = base.scenario();
        Problem rest = base.withScenario(in.of(scenario)
                .target(limited(scenario.target()))
                .choices(choices(in.choices(scenario)))
                .build());
        return in.slow()
                .of(new Problem(
                        rest.scenario(), rest.estimators(), base.costModel(), Optional.empty(), rest.continued()));
    }

    /** What is spent is taken off exactly later on, and beliefs are asked for by the state. */
    private RunInProgress begun(QuantizedModel pair) {
        return new RunInProgress(pair, state.epochsDone(), 0, 0, List.of(), state.lastServer(), 0);
    }

    private Target limited(Target target) {
        Target left = target.withDeadlineSeconds(Math.max(leftSeconds, Double.MIN_VALUE));
        return target.joules().isEmpty() ? left : left.withJoules(Math.max(leftJoules(), Double.MIN_VALUE));
    }

    private Choices choices(Choices given) {
        Choices choices = given;
        if (state.pair().isPresent() && basis.options.carried().isEmpty()) {
            QuantizedModel pair = state.pair().get();
            choices = choices.withModels(Selection.only(List.of(pair.model())))
                    .withQuantizations(Selection.only(List.of(pair.quantization())));
        }
        return isFixed(basis.problem.scenario(), state) ? fixed(choices) : choices;
    }

    /** Whether the action of the epochs done serves those that are left too. */
    static boolean isFixed(Scenario scenario, RunState state) {
        return state.epochsDone() > 0 && scenario.schedule() == SchedulePolicy.FIXED;
    }

    /** One action serves the whole run, also after its schedule's end, as long as its server is up. */
    private Choices fixed(Choices choices) {
        return state.committed()
                .map(known -> known.steps().get(0))
                .filter(step -> state.server(step.server()).isUp())
                .map(step -> choices.withServers(Selection.only(List.of(step.server())))
                        .withCuts(Selection.only(List.of(step.cut()))))
                .orElse(choices);
    }

    /** What epochs cost a pair as things are expected to be; empty if it cannot be trained then. */
    Optional<Outlook> outlook(QuantizedModel pair) {
        return outlooks.computeIfAbsent(
                pair, asked -> outlooks(ending(), List.of(asked)).stream().findFirst());
    }

    /** The same of those of some pairs that can be trained, in the order of the file. */
    List<Outlook> outlooks(Collection<QuantizedModel> pairs) {
        if (pairs.size() == 1) {
            return outlook(pairs.iterator().next()).stream().toList();
        }
        List<Outlook> made = outlooks(ending(), pairs);
        made.forEach(outlook -> outlooks.putIfAbsent(outlook.candidate().pair(), Optional.of(outlook)));
        return made;
    }

    /** The same in some other world. */
    List<Outlook> outlooksIn(PresentWorld other, Collection<QuantizedModel> pairs) {
        return outlooks(ending(rest(other)), pairs);
    }

    /** The same of one pair; empty where no server there can run it. */
    Optional<Outlook> outlookIn(PresentWorld other, QuantizedModel pair) {
        return outlooksIn(other, List.of(pair)).stream().findFirst();
    }

    /** Pairs are candidates there, whatever is believed of their losses. */
    private List<Outlook> outlooks(Problem ending, Collection<QuantizedModel> pairs) {
        Estimators one = Estimators.of(
                (scenario, pair) -> pairs.contains(pair) ? Optional.of(EpochEstimate.of(1, 1)) : Optional.empty());
        return basis.candidates(ending.withEstimators(one)).stream()
                .map(own -> basis.outlook(ending, own))
                .toList();
    }
}
