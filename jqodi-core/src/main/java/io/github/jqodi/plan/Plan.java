package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its schedule, totals and bill.
 *
 * @param pair model and quantization by name
 * @param rule how the objective was weighed
 * @param objectiveKind what the objective counts
 * @param schedule covers epochs 1..K_rob without gaps
 * @param setup τ and ε
 * @param nominal what K_exp epochs come to
 * @param expected means until the target is reached or the plan ends
 * @param robust what K_rob epochs come to
 * @param chance of reaching the target, and of doing so before the deadline
 * @param inference where the inference runs; empty if none is asked for
 * @param objective value of the rule
 * @param score Algorithm 4's score; empty for the other rules
 * @param bill rows whose sums are the robust totals; the seconds of an inference are not among them
 * @param spent what the run had taken before, where this is a plan of the rest of one
 */
public record Plan(
        QuantizedModel pair,
        Rule rule,
        ObjectiveKind objectiveKind,
        List<Segment> schedule,
        Setup setup,
        Totals nominal,
        MeanTotals expected,
        Totals robust,
        Chance chance,
        Optional<InferencePlacement> inference,
        double objective,
        Optional<Score> score,
        List<CostItem> bill,
        Optional<Spent> spent) {
    private static final String SET_FIRST = "Set it before build().";

    /**
     * Copies the lists.
     *
     * @param pair model and quantization by name
     * @param rule how the objective was weighed
     * @param objectiveKind what the objective counts
     * @param schedule covers epochs 1..K_rob
     * @param setup τ and ε
     * @param nominal what K_exp epochs come to
     * @param expected means until the target is reached or the plan ends
     * @param robust what K_rob epochs come to
     * @param chance of reaching the target
     * @param inference where the inference runs
     * @param objective value of the rule
     * @param score Algorithm 4's score
     * @param bill rows of the robust totals
     * @param spent what the run had taken before
     */
    public Plan {
        schedule = Segments.copyOf(schedule);
        bill = List.copyOf(bill);
    }

    /**
     * A builder of plans.
     *
     * @param pair model and quantization by name
     * @param rule how the objective is weighed
     * @param schedule covers epochs 1..K_rob
     * @return of a plan without inference, score and bill, as long as nothing else is said
     */
    public static Builder builder(QuantizedModel pair, Rule rule, List<Segment> schedule) {
        return new Builder(pair, rule, schedule);
    }

    /**
     * {@return a builder that starts from this plan}
     */
    public Builder toBuilder() {
        return new Builder(pair, rule, schedule)
                .objectiveKind(objectiveKind)
                .setup(setup)
                .nominal(nominal)
                .expected(expected)
                .robust(robust)
                .chance(chance)
                .inference(inference)
                .objective(objective)
                .score(score)
                .bill(bill)
                .spent(spent);
    }

    /**
     * The same plan ranked by Algorithm 4's score, of which its objective is the energy.
     *
     * @param readings how Algorithm 4 is read; the rule of this plan is its basis of energy
     * @param risk of the candidate
     * @return a plan of the rule {@code paper}
     */
    public Plan scored(ScoreReadings readings, double risk) {
        Score ranked = Score.of(readings, nominal.seconds(), robust.seconds(), objective, risk);
        return toBuilder()
                .rule(Rule.PAPER)
                .objective(ranked.value())
                .score(Optional.of(ranked))
                .build();
    }

    /**
     * {@return this plan as one of several, without its bill}
     */
    public Alternative toAlternative() {
        return new Alternative(pair, objective, robust.seconds(), schedule);
    }

    @Override
    public String toString() {
        String value = score.isPresent()
                ? "score " + Text.number(objective)
                : (Text.number(objective) + " " + objectiveKind.unit()).strip();
        return pair + ", " + Segments.summary(schedule) + ", " + value + " in " + Text.number(robust.seconds()) + " s";
    }

    /** Builds plans. */
    public static final class Builder {
        private QuantizedModel pair;
        private Rule rule;
        private List<Segment> schedule;
        private ObjectiveKind objectiveKind = ObjectiveKind.ENERGY;
        private @Nullable Setup setup;
        private @Nullable Totals nominal;
        private @Nullable MeanTotals expected;
        private @Nullable Totals robust;
        private @Nullable Chance chance;
        private Optional<InferencePlacement> inference = Optional.empty();
        private OptionalDouble objective = OptionalDouble.empty();
        private Optional<Score> score = Optional.empty();
        private List<CostItem> bill = List.of();
        private Optional<Spent> spent = Optional.empty();

        private Builder(QuantizedModel pair, Rule rule, List<Segment> schedule) {
            this.pair = pair;
            this.rule = rule;
            this.schedule = schedule;
        }

        /**
         * Sets the pair.
         *
         * @param value model and quantization by name
         * @return this
         */
        public Builder pair(QuantizedModel value) {
            pair = value;
            return this;
        }

        /**
         * Sets the rule.
         *
         * @param value what was minimised
         * @return this
         */
        public Builder rule(Rule value) {
            rule = value;
            return this;
        }

        /**
         * Sets what the objective counts; {@link ObjectiveKind#ENERGY} by default.
         *
         * @param value energy, time or price
         * @return this
         */
        public Builder objectiveKind(ObjectiveKind value) {
            objectiveKind = value;
            return this;
        }

        /**
         * Sets the schedule.
         *
         * @param value covers epochs 1..K_rob
         * @return this
         */
        public Builder schedule(List<Segment> value) {
            schedule = value;
            return this;
        }

        /**
         * Sets the setup.
         *
         * @param value τ and ε
         * @return this
         */
        public Builder setup(Setup value) {
            setup = value;
            return this;
        }

        /**
         * Sets the totals of a run of typical length.
         *
         * @param value what K_exp epochs come to
         * @return this
         */
        public Builder nominal(Totals value) {
            nominal = value;
            return this;
        }

        /**
         * Sets the means.
         *
         * @param value means until the target is reached or the plan ends
         * @return this
         */
        public Builder expected(MeanTotals value) {
            expected = value;
            return this;
        }

        /**
         * Sets the totals of the whole plan.
         *
         * @param value what K_rob epochs come to
         * @return this
         */
        public Builder robust(Totals value) {
            robust = value;
            return this;
        }

        /**
         * Sets the chances.
         *
         * @param value of reaching the target, and of doing so before the deadline
         * @return this
         */
        public Builder chance(Chance value) {
            chance = value;
            return this;
        }

        /**
         * Sets the inference.
         *
         * @param value where it runs; empty if none is asked for
         * @return this
         */
        public Builder inference(Optional<InferencePlacement> value) {
            inference = value;
            return this;
        }

        /**
         * Sets the objective.
         *
         * @param value value of the rule
         * @return this
         */
        public Builder objective(double value) {
            objective = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets the score.
         *
         * @param value Algorithm 4's score; empty for the other rules
         * @return this
         */
        public Builder score(Optional<Score> value) {
            score = value;
            return this;
        }

        /**
         * Sets the bill.
         *
         * @param value rows of the robust totals
         * @return this
         */
        public Builder bill(List<CostItem> value) {
            bill = value;
            return this;
        }

        /**
         * Sets what was taken before.
         *
         * @param value by the run of whose rest this is a plan; empty of a run that has not begun
         * @return this
         */
        public Builder spent(Optional<Spent> value) {
            spent = value;
            return this;
        }

        /**
         * {@return the plan}
         *
         * @throws IllegalArgumentException if setup, totals, means, chances or objective were not set
         */
        public Plan build() {
            Check.that(objective.isPresent(), "objective", "nothing", "must be set", SET_FIRST);
            return new Plan(
                    pair,
                    rule,
                    objectiveKind,
                    schedule,
                    given("setup", setup),
                    given("nominal", nominal),
                    given("expected", expected),
                    given("robust", robust),
                    given("chance", chance),
                    inference,
                    objective.getAsDouble(),
                    score,
                    bill,
                    spent);
        }

        private static <T> T given(String field, @Nullable T value) {
            if (value == null) {
                throw Check.invalid(field, "nothing", "must be set", SET_FIRST);
            }
            return value;
        }
    }
}
