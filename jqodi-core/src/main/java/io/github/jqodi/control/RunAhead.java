package io.github.jqodi.control;

import io.github.jqodi.base.Versioned;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
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
    /** Worked out when it is first asked for. */
    private Optional<Problem> expected = Optional.empty();

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
        private final PreparedProblem assessor;
        private final Versioned<Problem> begun = new Versioned<>();

        Basis(Problem problem, ControlOptions options) {
            this.problem = problem;
            this.options = options;
            this.assessor = new PreparedProblem(problem);
        }

        /** The pairs that may be trained. */
        List<Candidate> candidates(Problem asked) {
            return assessor.assess(asked).candidates();
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

    /** The rest of the run in some world as a problem, by the beliefs of the whole one. */
    Problem rest(PresentWorld in) {
        Problem base = state.pair().isEmpty()
                ? basis.problem
                : basis.begun(run(state.pair().get()));
        Scenario scenario = in.of(base.scenario());
        Problem rest = base.withScenario(scenario.toBuilder()
                .target(limited(scenario.target()))
                .choices(choices(scenario.choices()))
                .build());
        return in.slow()
                .of(new Problem(
                        rest.scenario(), rest.estimators(), base.costModel(), Optional.empty(), rest.continued()));
    }

    /** What is spent is taken off exactly later on. */
    private RunInProgress run(QuantizedModel pair) {
        return new RunInProgress(
                pair, state.epochsDone(), 0, 0, List.of(), state.lastServer(), Math.max(0, basis.options.carried()));
    }

    private Target limited(Target target) {
        Target left = target.withDeadlineSeconds(Math.max(leftSeconds, Double.MIN_VALUE));
        OptionalDouble limit = target.joules();
        return limit.isEmpty()
                ? left
                : left.withJoules(Math.max(limit.getAsDouble() - state.joules(), Double.MIN_VALUE));
    }

    private Choices choices(Choices given) {
        Choices choices = given;
        if (state.pair().isPresent() && basis.options.carried() < 0) {
            QuantizedModel pair = state.pair().get();
            choices = choices.withModels(Selection.only(List.of(pair.model())))
                    .withQuantizations(Selection.only(List.of(pair.quantization())));
        }
        return state.epochsDone() > 0 && basis.problem.scenario().schedule() == SchedulePolicy.FIXED
                ? fixed(choices)
                : choices;
    }

    /** One action serves the whole run, also behind its schedule's end, as long as its server is up. */
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
        return outlooks.computeIfAbsent(pair, asked -> outlookOf(rest(), asked));
    }

    /** What epochs cost a pair in the world of some rest, worked out anew. */
    Optional<Outlook> outlookOf(Problem rest, QuantizedModel pair) {
        return candidates(rest, List.of(pair)).stream().findFirst().map(Outlook::new);
    }

    /** Pairs as candidates, whatever is believed of their losses. */
    List<Candidate> candidates(Problem rest, List<QuantizedModel> pairs) {
        Map<QuantizedModel, EpochEstimate> one = new HashMap<>();
        pairs.forEach(pair -> one.put(pair, EpochEstimate.of(1, 1)));
        return basis.candidates(HorizonSearch.ending(rest, one));
    }
}
