package io.github.jqodi.plan;

/**
 * Algorithm 4's score w·risk/opp, read literally (READINGS #32, #33).
 *
 * @param value w·risk/opp, where w is the robust energy, setup and inference included
 * @param opportunity T_exp/T_rob, setup included; 1 if T_exp is 0, where the ratio says nothing
 * @param risk L_exp/L_rob; 1 without trajectory
 */
public record Score(double value, double opportunity, double risk) {
    /**
     * Scores one plan.
     *
     * @param expectedSeconds T_exp
     * @param robustSeconds T_rob
     * @param robustJoules w
     * @param risk L_exp/L_rob
     * @return the score
     */
    public static Score of(double expectedSeconds, double robustSeconds, double robustJoules, double risk) {
        double opportunity = expectedSeconds == 0 ? 1 : expectedSeconds / robustSeconds;
        return new Score(robustJoules * risk / opportunity, opportunity, risk);
    }
}
