package io.github.jqodi.control;

import io.github.jqodi.base.Text;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Chances of pairs to reach the target within what is left of limits, by their fastest epochs, at one state of a run. */
final class SuccessChances {
    private final RunState state;
    private final RunAhead ahead;
    private final Horizons horizons;
    private final double giveUpBelow;
    private final DecisionText text;

    SuccessChances(RunState state, RunAhead ahead, Horizons horizons, double giveUpBelow) {
        this.state = state;
        this.ahead = ahead;
        this.horizons = horizons;
        this.giveUpBelow = giveUpBelow;
        this.text = new DecisionText(ahead);
    }

    double chance(Outlook outlook, EpochsLeft left) {
        return left.reach(fitting(outlook, left.last()));
    }

    private double chance(Outlook outlook, Map<QuantizedModel, EpochsLeft> open) {
        return chance(outlook, left(outlook, open));
    }

    private static EpochsLeft left(Outlook outlook, Map<QuantizedModel, EpochsLeft> open) {
        return Objects.requireNonNull(open.get(outlook.candidate().pair()));
    }

    /** How many epochs fit into the time and the energy left at most. */
    private int fitting(Outlook outlook, int most) {
        return outlook.fitting(ahead.leftSeconds(), ahead.leftJoules(), most);
    }

    /** Whether some pair may get there with a chance that is not given up. */
    boolean isAnyWorthwhile(Map<QuantizedModel, EpochsLeft> open) {
        return !open.isEmpty() && isAnyWorthwhile(ahead.outlooks(open.keySet()), open);
    }

    /** The same at best. */
    boolean isAnyWorthwhileAtBest(Map<QuantizedModel, EpochsLeft> open) {
        return !open.isEmpty() && isAnyWorthwhile(ahead.outlooksIn(PresentWorld.best(state), open.keySet()), open);
    }

    private boolean isAnyWorthwhile(List<Outlook> outlooks, Map<QuantizedModel, EpochsLeft> open) {
        return outlooks.stream()
                .mapToDouble(outlook -> chance(outlook, open))
                .anyMatch(chance -> chance > 0 && chance >= giveUpBelow);
    }

    /** The pair whose fastest epochs most probably get there; empty if none may. */
    Optional<QuantizedModel> likeliest(List<Outlook> outlooks, Map<QuantizedModel, EpochsLeft> open) {
        Optional<QuantizedModel> likeliest = Optional.empty();
        double most = 0;
        for (Outlook outlook : outlooks) {
            double chance = chance(outlook, open);
            if (chance > most) {
                most = chance;
                likeliest = Optional.of(outlook.candidate().pair());
            }
        }
        return likeliest;
    }

    /** The same at best. */
    Optional<QuantizedModel> likeliestAtBest(Map<QuantizedModel, EpochsLeft> open) {
        return likeliest(ahead.outlooksIn(PresentWorld.best(state), open.keySet()), open);
    }

    /** What keeps pairs from getting there even at best: energy where the time alone would do. */
    Stop shortage(Map<QuantizedModel, EpochsLeft> open) {
        return ahead.isEnergyLimited() && isAnyInTimeAtBest(open) ? Stop.ENERGY : Stop.HOPELESS;
    }

    private boolean isAnyInTimeAtBest(Map<QuantizedModel, EpochsLeft> open) {
        return ahead.outlooksIn(PresentWorld.best(state), open.keySet()).stream()
                .anyMatch(outlook -> {
                    EpochsLeft left = left(outlook, open);
                    return left.reach(outlook.fitting(ahead.leftSeconds(), left.last())) > 0;
                });
    }

    /**
     * Whether an epoch now, as fast as the servers that are up can be on links at their best, would leave no chance where there is
     * one once servers are back.
     */
    boolean wouldSpoil(QuantizedModel pair, EpochsLeft left) {
        Optional<Outlook> best = ahead.outlookIn(PresentWorld.best(state), pair);
        Optional<Outlook> now = ahead.outlookIn(PresentWorld.bestOfLinks(state), pair);
        Optional<Integer> fastest = now.flatMap(outlook -> outlook.fastest(ahead.leftJoules()));
        if (best.isEmpty() || fastest.isEmpty() || chance(best.get(), left) == 0) {
            return false;
        }
        double after = ahead.leftSeconds() - now.get().seconds(fastest.get(), 1);
        double setup = best.get().candidate().setup().seconds();
        return after <= setup || left.reach(1 + best.get().fitting(after, left.last())) == 0;
    }

    /** The end of a run that cannot succeed; only where no chance is left, what could be at best is asked for. */
    Optional<Decision> hopeless(Outlook outlook, EpochsLeft left) {
        int needed = left.moreThan(giveUpBelow);
        int far = horizons.farthest(left);
        if (needed > 0 && fitting(outlook, Math.max(far, needed)) >= needed) {
            return Optional.empty();
        }
        Optional<Outlook> best =
                ahead.outlookIn(PresentWorld.best(state), outlook.candidate().pair());
        if (best.map(known -> chance(known, left)).orElse(0.0) == 0) {
            return Optional.of(impossible(Map.of(outlook.candidate().pair(), left)));
        }
        double chance = chance(outlook, left);
        return chance < giveUpBelow
                ? Optional.of(Decision.stop(
                        Stop.GIVEN_UP,
                        text.left() + " are left, the chance of success is " + Text.number(chance) + ", below "
                                + Text.number(giveUpBelow)))
                : Optional.empty();
    }

    private Decision impossible(Map<QuantizedModel, EpochsLeft> open) {
        Stop shortage = shortage(open);
        return Decision.stop(
                shortage,
                (shortage == Stop.ENERGY ? text.leftJoules() : text.leftSeconds())
                        + " are left, too few for any number of epochs that is believed possible");
    }
}
