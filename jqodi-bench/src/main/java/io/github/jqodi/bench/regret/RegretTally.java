package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Percent;
import io.github.jqodi.bench.report.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Tally of the runs by one belief in one way in one scenario. */
final class RegretTally {
    private final String study;
    private final String scenario;
    private final String estimator;
    private final Way way;
    private final List<DrawRegret> draws = new ArrayList<>();

    RegretTally(String study, String scenario, String estimator, Way way) {
        this.study = study;
        this.scenario = scenario;
        this.estimator = estimator;
        this.way = way;
    }

    void add(DrawRegret regret) {
        draws.add(regret);
    }

    String study() {
        return study;
    }

    String scenario() {
        return scenario;
    }

    String estimator() {
        return estimator;
    }

    Way way() {
        return way;
    }

    List<DrawRegret> draws() {
        return List.copyOf(draws);
    }

    /** Of the draws not in time. */
    Percent misses() {
        return share(draw -> draw.outcome().inTime() ? 0 : 1);
    }

    /** Of the draws that ended without the target. */
    Percent unfinished() {
        return share(draw -> draw.outcome().reached() ? 0 : 1);
    }

    private Percent share(ToDoubleFunction<DrawRegret> counts) {
        return Percent.of(Math.round(draws.stream().mapToDouble(counts).sum()), Math.max(1, draws.size()));
    }

    /** Joules of all runs by the number of those in time. */
    Ratio joulesPerFinishedJob() {
        return Ratio.of(
                values(draw -> draw.outcome().joules()),
                values(draw -> draw.outcome().inTime() ? 1 : 0));
    }

    /** Joules of the clairvoyant a draw. */
    Ratio knownJoules() {
        return Ratio.of(values(DrawRegret::knownJoules), values(draw -> 1));
    }

    /** A part of the regret in per cent of the energy of the clairvoyant. */
    Ratio percent(ToDoubleFunction<DrawRegret> part) {
        return Ratio.of(values(draw -> 100 * part.applyAsDouble(draw)), values(DrawRegret::knownJoules));
    }

    private double[] values(ToDoubleFunction<DrawRegret> of) {
        return draws.stream().mapToDouble(of).toArray();
    }

    /** Energy alone, without the price of misses, per finished job beyond the clairvoyant's. */
    double regretPerFinishedJob() {
        return joulesPerFinishedJob().value() - knownJoules().value();
    }

    List<Figure> figures() {
        return List.of(
                figure("joules per finished job", joulesPerFinishedJob().value(), "J"),
                figure("half-width of that", joulesPerFinishedJob().halfWidth(), "J"),
                figure("regret per finished job", regretPerFinishedJob(), "J"),
                figure("missed", misses().value(), "%"),
                figure("missed, at least", misses().low(), "%"),
                figure("missed, at most", misses().high(), "%"),
                figure("unfinished", unfinished().value(), "%"),
                figure(
                        "priced regret of clairvoyant energy",
                        percent(DrawRegret::total).value(),
                        "%"),
                figure("half-width of that regret", percent(DrawRegret::total).halfWidth(), "%"),
                figure("of the pair", percent(DrawRegret::pair).value(), "%"),
                figure("of the width", percent(DrawRegret::width).value(), "%"),
                figure("of the open loop", percent(DrawRegret::loop).value(), "%"),
                figure("looked at besides", percent(DrawRegret::looking).value(), "%"),
                figure("draws", draws.size(), ""));
    }

    private Figure figure(String what, double value, String unit) {
        return Figure.plain(study + ": " + what, scenario + ", " + estimator + ", " + way.label(), value, unit);
    }

    static String heading() {
        return """
                | K from | scenario | belief | way | draws | J/finished job | ± | regret J/finished job | missed % | 95 % | unfinished % | priced regret % | ± | pair | width | loop | looking |
                | --- | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
                """;
    }

    String line() {
        Ratio joules = joulesPerFinishedJob();
        Ratio total = percent(DrawRegret::total);
        return "| "
                + String.join(
                        " | ",
                        study,
                        scenario,
                        estimator,
                        way.label(),
                        String.valueOf(draws.size()),
                        cell(joules.value()),
                        cell(joules.halfWidth()),
                        cell(regretPerFinishedJob()),
                        cell(misses().value()),
                        cell(misses().low()) + "-" + cell(misses().high()),
                        cell(unfinished().value()),
                        cell(total.value()),
                        cell(total.halfWidth()),
                        cell(percent(DrawRegret::pair).value()),
                        cell(percent(DrawRegret::width).value()),
                        cell(percent(DrawRegret::loop).value()),
                        cell(percent(DrawRegret::looking).value()))
                + " |\n";
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
