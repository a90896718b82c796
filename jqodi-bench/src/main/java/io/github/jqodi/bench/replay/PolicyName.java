package io.github.jqodi.bench.replay;

import io.github.jqodi.control.Aim;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.RateForecasts;
import io.github.jqodi.control.Trigger;
import io.github.jqodi.control.Triggers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The policies there are. */
public enum PolicyName {
    /** Plans once; the rate of the last second lasts. */
    ONCE_LAST("plans once, by the rate seen last"),
    /** Plans once; the mean of what was seen lasts. */
    ONCE_MEAN("plans once, by the mean rate seen"),
    /** Plans once; what was seen comes again. */
    ONCE_REPLAYED("plans once, what was seen replayed"),
    /** Plans before every epoch. */
    EVERY_EPOCH("plans again before every epoch"),
    /** The paper's trigger at 10 %. */
    PAPER_10("plans again when a rate or server has changed by 10 %"),
    /** The paper's trigger at 25 %. */
    PAPER_25("plans again when a rate or server has changed by 25 %"),
    /** Equation 14 as a trigger. */
    VALUE("plans again when the value of Equation 14 is below a half"),
    /** What is left of the schedule's slack as a trigger. */
    SLACK("plans again when the schedule does not fit, or a cheaper or faster action does"),
    /** The controller of package control. */
    CONTROLLER("the run controller: priced misses, forecasts on two time scales, break-off"),
    /** As fast as possible. */
    FASTEST("always the fastest action"),
    /** Knows the rates to come. */
    CLAIRVOYANT_BANDWIDTH("knows the rates to come, with the same belief of K"),
    /** Knows the rates to come and K. */
    CLAIRVOYANT("knows the rates to come and K");

    private final String description;

    PolicyName(String description) {
        this.description = description;
    }

    /**
     * {@return the name on the command line and in files}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return what it does, in one phrase}
     */
    public String description() {
        return description;
    }

    /**
     * {@return all names in order}
     */
    public static List<String> labels() {
        return Arrays.stream(values()).map(PolicyName::label).toList();
    }

    /**
     * A policy by its name.
     *
     * @param label as in {@link #label()}
     * @return the policy, empty if there is none of that name
     */
    public static Optional<PolicyName> byLabel(String label) {
        return Arrays.stream(values())
                .filter(name -> name.label().equals(label))
                .findFirst();
    }

    /** A policy for one job. */
    Policy create(ReplayWorld world, Job job) {
        return switch (this) {
            case ONCE_LAST -> new OncePolicy(world, RateForecasts.LAST);
            case ONCE_MEAN -> new OncePolicy(world, RateForecasts.MEAN);
            case ONCE_REPLAYED -> new OncePolicy(world, RateForecasts.REPLAYED);
            case EVERY_EPOCH -> planningAgain(world, Triggers.everyEpoch());
            case PAPER_10 -> planningAgain(world, Triggers.significantChange(1, 0.1));
            case PAPER_25 -> planningAgain(world, Triggers.significantChange(1, 0.25));
            case VALUE -> planningAgain(world, Triggers.value(0.5));
            case SLACK -> planningAgain(world, Triggers.slack());
            case CONTROLLER -> new ControllerPolicy(world, ControlOptions.DEFAULT.withBelief(world.learning()), true);
            case FASTEST -> new FastestPolicy(world);
            case CLAIRVOYANT_BANDWIDTH -> new ClairvoyantPolicy(world, job, false);
            case CLAIRVOYANT -> new ClairvoyantPolicy(world, job, true);
        };
    }

    /** The controller without priced misses and break-off: the confidence asked for is kept, and the mean rate lasts. */
    private static Policy planningAgain(ReplayWorld world, Trigger trigger) {
        ControlOptions options = ControlOptions.DEFAULT
                .withAim(Aim.RISK_BUDGET)
                .withForecast(RateForecasts.MEAN)
                .withTrigger(trigger);
        return new ControllerPolicy(world, options, false);
    }
}
