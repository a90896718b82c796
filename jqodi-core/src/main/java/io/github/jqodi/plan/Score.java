package io.github.jqodi.plan;

/**
 * Algorithm 4's score w·risk/opp, line 8 (READINGS #35: "Line 13" in the prose).
 *
 * @param value w·risk/opp, where w is the energy of the readings, setup and inference included
 * @param opportunity opp, from times with setup; 1 if T_exp is 0, where a ratio says nothing
 * @param risk of the losses; 1 without trajectory
 * @param readings how the listing is read; plan files know the default alone
 */
public record Score(double value, double opportunity, double risk, ScoreReadings readings) {
    /**
     * A score by the default readings.
     *
     * @param value w·risk/opp
     * @param opportunity T_exp/T_rob
     * @param risk L_exp/L_rob
     */
    public Score(double value, double opportunity, double risk) {
        this(value, opportunity, risk, ScoreReadings.DEFAULT);
    }

    /**
     * Scores one plan.
     *
     * @param readings how the listing is read
     * @param expectedSeconds T_exp
     * @param robustSeconds T_rob
     * @param joules w
     * @param risk of its pair (a,q)
     * @return the score
     */
    public static Score of(
            ScoreReadings readings, double expectedSeconds, double robustSeconds, double joules, double risk) {
        double opportunity = readings.opportunity(expectedSeconds, robustSeconds);
        return new Score(joules * risk / opportunity, opportunity, risk, readings);
    }

    /**
     * {@return whether score and opportunity are numbers; false where the times of a plan are so far apart that their ratio is 0
     * or infinite}
     */
    public boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(opportunity);
    }
}
