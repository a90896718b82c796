package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Options of controlling a run.
 *
 * @param aim how energy is weighed against missing the deadline
 * @param trigger when a new schedule is planned
 * @param forecast of the rates of links
 * @param belief about the epochs of the run, given its losses
 * @param breakOff when an epoch is broken off
 * @param giveUpBelow chance of success below which the run is given up; 0 never gives up what can succeed
 * @param carried share of the epochs done that counts for another pair of model and quantization, which may then be changed to;
 *     empty where the pair stays
 * @param maxLabels how many labels the search for a schedule may keep before the best one found has to do
 */
public record ControlOptions(
        Aim aim,
        Trigger trigger,
        RateForecast forecast,
        CurveBelief belief,
        BreakOff breakOff,
        double giveUpBelow,
        OptionalDouble carried,
        long maxLabels) {
    /** More labels would prove the best schedule, but gain less than a forecast of rates is off. */
    private static final long DEFAULT_MAX_LABELS = 1000;

    /** Priced misses, a plan every epoch, a forecast on two time scales, the pair of the start. */
    public static final ControlOptions DEFAULT = new ControlOptions(
            Aim.DEFAULT,
            Triggers.everyEpoch(),
            RateForecasts.TWO_TIME_SCALES,
            CurveBelief.NONE,
            BreakOff.DEFAULT,
            0,
            OptionalDouble.empty(),
            DEFAULT_MAX_LABELS);

    /**
     * Checks the numbers.
     *
     * @param aim how energy is weighed against missing the deadline
     * @param trigger when a new schedule is planned
     * @param forecast of the rates of links
     * @param belief about the epochs of the run
     * @param breakOff when an epoch is broken off
     * @param giveUpBelow in [0, 1)
     * @param carried from 0 to 1 where given
     * @param maxLabels at least 1
     */
    public ControlOptions {
        Objects.requireNonNull(aim, "aim");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(forecast, "forecast");
        Objects.requireNonNull(belief, "belief");
        Objects.requireNonNull(breakOff, "breakOff");
        Objects.requireNonNull(carried, "carried");
        Check.that(giveUpBelow >= 0 && giveUpBelow < 1, "giveUpBelow", giveUpBelow, "must be from 0 and below 1");
        carried.ifPresent(share -> Check.that(
                share >= 0 && share <= 1, "carried", share, "must be from 0 to 1", "Left out, the pair stays."));
        Check.that(maxLabels >= 1, "maxLabels", maxLabels, "must be at least 1");
    }

    /**
     * The same with another aim.
     *
     * @param newAim how energy is weighed against missing the deadline
     * @return a copy
     */
    public ControlOptions withAim(Aim newAim) {
        return changed(draft -> draft.aim = newAim);
    }

    /**
     * The same with another trigger.
     *
     * @param newTrigger when a new schedule is planned
     * @return a copy
     */
    public ControlOptions withTrigger(Trigger newTrigger) {
        return changed(draft -> draft.trigger = newTrigger);
    }

    /**
     * The same with another forecast.
     *
     * @param newForecast of the rates of links
     * @return a copy
     */
    public ControlOptions withForecast(RateForecast newForecast) {
        return changed(draft -> draft.forecast = newForecast);
    }

    /**
     * The same with a belief that learns.
     *
     * @param newBelief about the epochs of the run, given its losses
     * @return a copy
     */
    public ControlOptions withBelief(CurveBelief newBelief) {
        return changed(draft -> draft.belief = newBelief);
    }

    /**
     * The same with other limits of patience.
     *
     * @param newBreakOff when an epoch is broken off
     * @return a copy
     */
    public ControlOptions withBreakOff(BreakOff newBreakOff) {
        return changed(draft -> draft.breakOff = newBreakOff);
    }

    /**
     * The same where runs that hardly can succeed are given up. At 0.02 that saves a few percent of the energy a job, for up to
     * one point more misses.
     *
     * @param chance of success, from 0 and below 1
     * @return a copy
     */
    public ControlOptions withGiveUpBelow(double chance) {
        return changed(draft -> draft.giveUpBelow = chance);
    }

    /**
     * The same where model and quantization may change during the run, with the setup of the new pair.
     *
     * @param share of the epochs done that counts for another pair, from 0 to 1
     * @return a copy
     */
    public ControlOptions withCarried(double share) {
        return changed(draft -> draft.carried = OptionalDouble.of(share));
    }

    /**
     * The same where model and quantization stay those of the start.
     *
     * @return a copy
     */
    public ControlOptions withPairKept() {
        return changed(draft -> draft.carried = OptionalDouble.empty());
    }

    /**
     * The same with another limit of work.
     *
     * @param labels how many the search for a schedule may keep, at least 1; {@link Long#MAX_VALUE} proves the best one
     * @return a copy
     */
    public ControlOptions withMaxLabels(long labels) {
        return changed(draft -> draft.maxLabels = labels);
    }

    private ControlOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options under construction. */
    private static final class Draft {
        private Aim aim;
        private Trigger trigger;
        private RateForecast forecast;
        private CurveBelief belief;
        private BreakOff breakOff;
        private double giveUpBelow;
        private OptionalDouble carried;
        private long maxLabels;

        Draft(ControlOptions options) {
            aim = options.aim;
            trigger = options.trigger;
            forecast = options.forecast;
            belief = options.belief;
            breakOff = options.breakOff;
            giveUpBelow = options.giveUpBelow;
            carried = options.carried;
            maxLabels = options.maxLabels;
        }

        ControlOptions options() {
            return new ControlOptions(aim, trigger, forecast, belief, breakOff, giveUpBelow, carried, maxLabels);
        }
    }
}
