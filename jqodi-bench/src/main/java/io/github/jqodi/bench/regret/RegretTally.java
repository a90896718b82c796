package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Totals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tally of the plans that were made from one estimator's beliefs in one scenario. */
final class RegretTally {
    private static final double MOST_QUANTILE = 0.9;

    private final String study;
    private final String scenario;
    private final String estimator;
    private final List<Double> regrets = new ArrayList<>();
    private double clairvoyantJoules;
    private int draws;
    private int missed;
    private int noPlan;

    RegretTally(String study, String scenario, String estimator) {
        this.study = study;
        this.scenario = scenario;
        this.estimator = estimator;
    }

    /**
     * Counts one draw.
     *
     * @param world scenario
     * @param plan made from beliefs
     * @param truth K of each pair
     * @param best what the clairvoyant plan comes to
     */
    void add(RegretWorld world, Optional<Plan> plan, List<Integer> truth, Totals best) {
        draws++;
        if (plan.isEmpty()) {
            noPlan++;
            return;
        }
        Totals run = world.run(plan.get(), truth);
        if (!world.inTime(run)) {
            missed++;
            return;
        }
        regrets.add(run.joules() - best.joules());
        clairvoyantJoules += best.joules();
    }

    String estimator() {
        return estimator;
    }

    int draws() {
        return draws;
    }

    int missed() {
        return missed;
    }

    int noPlan() {
        return noPlan;
    }

    /** Joules beyond the clairvoyant plan in each draw that met the deadline. */
    double[] regrets() {
        return regrets.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Mean over the draws that met the deadline, NaN if there are none. */
    double meanRegret() {
        return Arrays.stream(regrets()).average().orElse(Double.NaN);
    }

    /** The same as a share of the clairvoyant's energy, in percent. */
    double relativeRegret() {
        return 100 * Arrays.stream(regrets()).sum() / clairvoyantJoules;
    }

    /** Standard error of the mean. */
    double standardError() {
        double mean = meanRegret();
        double squares =
                Arrays.stream(regrets()).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (regrets.size() - 1.0) / regrets.size());
    }

    double largeRegret() {
        return regrets.isEmpty() ? Double.NaN : new Sample(regrets()).quantile(MOST_QUANTILE);
    }

    List<Figure> figures() {
        String detail = scenario + ", " + estimator;
        return List.of(
                Figure.plain(study + ": mean regret", detail, meanRegret(), "J"),
                Figure.plain(study + ": standard error of mean regret", detail, standardError(), "J"),
                Figure.plain(study + ": regret of clairvoyant energy", detail, relativeRegret(), "%"),
                Figure.plain(study + ": 90 % of regrets", detail, largeRegret(), "J"),
                Figure.plain(study + ": deadline missed", detail, percent(missed), "%"),
                Figure.plain(study + ": no plan", detail, percent(noPlan), "%"),
                Figure.plain(study + ": draws", detail, draws, ""));
    }

    static String heading() {
        return """
                | K from | scenario | estimator | draws | mean regret J | ± | % of clairvoyant | 90 % of regrets J | missed % | no plan % |
                | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: |
                """;
    }

    String line() {
        return "| "
                + String.join(
                        " | ",
                        study,
                        scenario,
                        estimator,
                        String.valueOf(draws),
                        cell(meanRegret()),
                        cell(standardError()),
                        cell(relativeRegret()),
                        cell(largeRegret()),
                        cell(percent(missed)),
                        cell(percent(noPlan)))
                + " |\n";
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private double percent(int count) {
        return 100.0 * count / draws;
    }
}
