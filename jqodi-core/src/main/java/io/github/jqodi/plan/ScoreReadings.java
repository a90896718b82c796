package io.github.jqodi.plan;

import io.github.jqodi.scenario.Metric;
import java.util.Objects;
import java.util.Optional;

/**
 * Readings of Algorithm 4 where listing and prose disagree: score = w·risk/opp. The default is the listing to the letter.
 *
 * @param opportunity what opp is (READINGS #32)
 * @param risk what risk is (READINGS #33)
 * @param energyBasis which energy w is (READINGS #37)
 */
public record ScoreReadings(Opportunity opportunity, Risk risk, EnergyBasis energyBasis) {
    /** Lines 4, 7 and 8 as printed, w the robust energy. */
    public static final ScoreReadings DEFAULT =
            new ScoreReadings(Opportunity.LITERAL, Risk.LITERAL, EnergyBasis.ROBUST);

    /**
     * Checks that nothing is missing.
     *
     * @param opportunity line 4
     * @param risk line 7
     * @param energyBasis line 8
     */
    public ScoreReadings {
        Objects.requireNonNull(opportunity, "opportunity");
        Objects.requireNonNull(risk, "risk");
        Objects.requireNonNull(energyBasis, "energyBasis");
    }

    /** Line 4. The listing divides by a ratio of at most 1, the prose says "opp ≥ 1" (READINGS #32). */
    public enum Opportunity {
        /** T_exp/T_rob, at most 1: a spread of K is penalised. */
        LITERAL,
        /** T_rob/T_exp, at least 1 as the prose has it: a spread of K is rewarded. */
        INVERSE,
        /** 1: left out. */
        ONE
    }

    /**
     * Line 7. The prose says "risk ≥ 1", the listing gives at most 1 where the robust loss is the larger, and exactly 1 where
     * both curves end at the target (READINGS #33). The sum of line 6 runs over γ_exp^run(k), not (p) (READINGS #34).
     */
    public enum Risk {
        /** 1: left out. */
        ONE,
        /** L_exp(K_exp)/L_rob(K_rob). */
        LITERAL,
        /** The curve of the expected gains read at both: L_exp(K_exp)/L_exp(K_rob), at least 1 where the loss falls. */
        ONE_CURVE,
        /** L_rob(K_rob)/L_exp(K_exp). */
        INVERSE
    }

    /** Whose energy the weight p[w] is (READINGS #37). The prose calls the choice the one of least energy (READINGS #36). */
    public enum EnergyBasis {
        /** Of K_rob epochs, the path the diagram holds. */
        ROBUST,
        /** Of K_exp epochs. */
        NOMINAL,
        /** Each epoch weighted by P(K ≥ k). */
        EXPECTED;

        /**
         * {@return the rule that minimises this energy alone}
         */
        public Rule rule() {
            return switch (this) {
                case ROBUST -> Rule.ROBUST;
                case NOMINAL -> Rule.NOMINAL;
                case EXPECTED -> Rule.EXPECTED;
            };
        }
    }

    /**
     * The same readings with another opportunity.
     *
     * @param newOpportunity what opp is
     * @return a copy
     */
    public ScoreReadings withOpportunity(Opportunity newOpportunity) {
        Objects.requireNonNull(newOpportunity, "newOpportunity");
        return new ScoreReadings(newOpportunity, risk, energyBasis);
    }

    /**
     * The same readings with another risk.
     *
     * @param newRisk what risk is
     * @return a copy
     */
    public ScoreReadings withRisk(Risk newRisk) {
        Objects.requireNonNull(newRisk, "newRisk");
        return new ScoreReadings(opportunity, newRisk, energyBasis);
    }

    /**
     * The same readings with another energy.
     *
     * @param newBasis which energy w is
     * @return a copy
     */
    public ScoreReadings withEnergyBasis(EnergyBasis newBasis) {
        Objects.requireNonNull(newBasis, "newBasis");
        return new ScoreReadings(opportunity, risk, newBasis);
    }

    /**
     * The opportunity of a path.
     *
     * @param expectedSeconds T_exp, setup included
     * @param robustSeconds T_rob, setup included
     * @return opp; 1 if T_exp is 0, where the ratio says nothing
     */
    public double opportunity(double expectedSeconds, double robustSeconds) {
        if (expectedSeconds == 0) {
            return 1;
        }
        return switch (opportunity) {
            case LITERAL -> expectedSeconds / robustSeconds;
            case INVERSE -> robustSeconds / expectedSeconds;
            case ONE -> 1;
        };
    }

    /**
     * The risk of a pair (a,q), the same for all its paths.
     *
     * @param losses final losses; empty where the estimates do not follow losses
     * @return risk, 1 without a trajectory, of accuracies the ratio of errors; 1 unless both numbers of the ratio are above 0
     */
    public double risk(Optional<Losses> losses) {
        if (losses.isEmpty() || losses.get().course().isWithoutEpochs()) {
            return 1;
        }
        Losses known = losses.get();
        return switch (risk) {
            case ONE -> 1;
            case LITERAL -> ratio(known.metric(), known.expected(), known.robust());
            case ONE_CURVE -> ratio(known.metric(), known.expected(), known.expectedLater());
            case INVERSE -> ratio(known.metric(), known.robust(), known.expected());
        };
    }

    private static double ratio(Metric metric, double losses, double otherLosses) {
        double a = metric.error(losses);
        double b = metric.error(otherLosses);
        return a > 0 && b > 0 ? a / b : 1;
    }
}
