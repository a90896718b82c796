package io.github.jqodi.control;

import io.github.jqodi.control.ClosedLoop.Choice;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.control.HorizonSearch.Found;
import io.github.jqodi.control.Replanning.Answer;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** New schedule of the rest of a run, from one state: the best by later choices, else the best planned, else as fast as can be. */
final class NextPlan {
    private final RunAhead.Basis basis;
    private final Horizons horizons;
    private final ClosedLoop loop;
    private final RunState state;
    private final RunAhead ahead;
    private final SuccessChances chances;
    private final DecisionText text;

    /**
     * Prepares a plan.
     *
     * @param basis of the run, which solves problems like the rest
     * @param horizons how many epochs plans may have
     * @param loop looks for later choices
     * @param state where the run is
     * @param ahead the rest of it
     * @param chances of pairs
     */
    NextPlan(
            RunAhead.Basis basis,
            Horizons horizons,
            ClosedLoop loop,
            RunState state,
            RunAhead ahead,
            SuccessChances chances) {
        this.basis = basis;
        this.horizons = horizons;
        this.loop = loop;
        this.state = state;
        this.ahead = ahead;
        this.chances = chances;
        this.text = new DecisionText(ahead);
    }

    /**
     * Plans the rest.
     *
     * @param open epochs that pairs still need, of those that may be trained
     * @param reference E_ref, in what the objective counts
     */
    Answer answer(Map<QuantizedModel, EpochsLeft> open, double reference) {
        Optional<Choice> choice = choice(open, reference);
        if (choice.isPresent()) {
            return answer(choice.get().pair(), choice.get().steps(), DecisionText.chosen(choice.get()), reference);
        }
        HorizonSearch search = new HorizonSearch(basis, horizons, ahead, open, reference);
        return search.best()
                .map(found -> planned(found, open, reference))
                .orElseGet(() -> search.isAnyPossibleAtBest(state)
                        ? unplanned(open, reference)
                        : Answer.kept(state, Decision.stop(chances.shortage(open), none())));
    }

    private Answer planned(Found plan, Map<QuantizedModel, EpochsLeft> open, double reference) {
        List<Step> steps = cheapestFirst(plan, ahead.outlook(plan.pair()).orElseThrow(), open);
        return answer(plan.pair(), steps, text.planned(plan), reference);
    }

    /** Where no plan fits: an epoch as fast as can be, unless that could only do harm. */
    private Answer unplanned(Map<QuantizedModel, EpochsLeft> open, double reference) {
        Optional<QuantizedModel> likeliest =
                chances.likeliest(ahead.outlooks(open.keySet()), open).or(state::pair);
        Optional<Outlook> outlook = likeliest.flatMap(ahead::outlook);
        if (outlook.isEmpty()) {
            return Answer.nothing(
                    state,
                    chances.shortage(open),
                    none(),
                    best -> chances.likeliestAtBest(open).isPresent());
        }
        QuantizedModel pair = outlook.get().candidate().pair();
        EpochsLeft left = open.get(pair);
        if (left != null && chances.wouldSpoil(pair, left)) {
            return Answer.kept(state, Decision.waiting(none() + DecisionText.asThingsStand(state)));
        }
        return fastest(outlook.get())
                .map(steps -> answer(
                        pair, steps, "nothing fits into the " + text.left() + " left: as fast as can be", reference))
                .orElseGet(() -> withoutSteps(pair, outlook.get()));
    }

    private String none() {
        return "no pair can reach the target with the " + text.left() + " left";
    }

    private Answer answer(QuantizedModel pair, List<Step> steps, String why, double reference) {
        NextEpoch next = NextEpoch.of(state, pair, steps.get(0));
        return new Answer(
                Decision.run(next, DecisionText.epoch(next) + "; " + why),
                Optional.of(
                        new Committed(state.epochsDone(), steps, ahead.world().rates(), state.servers())),
                OptionalDouble.of(reference),
                true);
    }

    private Answer withoutSteps(QuantizedModel pair, Outlook outlook) {
        return outlook.fastest().isEmpty()
                ? Answer.kept(state, Decision.waiting("no open server can run an epoch"))
                : Answer.nothing(
                        state,
                        Stop.ENERGY,
                        "no epoch is below the " + text.leftJoules() + " left",
                        best -> ahead.outlookIn(best, pair)
                                .flatMap(this::fastest)
                                .isPresent());
    }

    /** The next epoch where later ones are chosen when their rates are known; empty where that gains nothing. */
    private Optional<Choice> choice(Map<QuantizedModel, EpochsLeft> open, double reference) {
        if (!loop.applies(open)) {
            return Optional.empty();
        }
        double epoch = ahead.epochSeconds();
        RateLevels levels =
                RateLevels.of(state, basis.options().forecast(), epoch, Math.max(2 * epoch, ahead.leftSeconds()));
        return levels.areSpread()
                ? loop.best(new ClosedLoop.Now(
                        state,
                        ahead.world(),
                        levels,
                        (in, pair) -> in == ahead.world() ? ahead.outlook(pair) : ahead.outlookIn(in, pair),
                        open,
                        ahead.leftSeconds(),
                        reference))
                : Optional.empty();
    }

    /** The next epoch as fast as what is left of the energy allows. */
    private Optional<List<Step>> fastest(Outlook outlook) {
        return outlook.fastest(ahead.leftJoules()).map(action -> List.of(outlook.step(action, 1, 1)));
    }

    private static EpochsLeft left(Found plan, Map<QuantizedModel, EpochsLeft> open) {
        return Objects.requireNonNull(open.get(plan.pair()));
    }

    /**
     * Steps of a plan, with cheap actions first among epochs that surely come and cost the same whenever they do: later, more is
     * known of links, and whether fast ones are needed at all.
     */
    private List<Step> cheapestFirst(Found plan, Outlook outlook, Map<QuantizedModel, EpochsLeft> open) {
        List<Step> steps = outlook.steps(plan.schedule());
        EpochsLeft left = left(plan, open);
        boolean isFree = basis.scenario().objective() instanceof Objective.Energy && Switches.areFree(basis.scenario());
        int same = 0;
        int epochs = 0;
        while (same < steps.size() && left.survival(epochs + steps.get(same).epochs()) == 1) {
            epochs += steps.get(same).epochs();
            same++;
        }
        if (!isFree || same < 2 || !outlook.isSteady()) {
            return steps;
        }
        List<Step> sorted = new ArrayList<>(steps);
        sorted.subList(0, same).sort(Comparator.comparingDouble(Step::joules));
        return sorted;
    }
}
