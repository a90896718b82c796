package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.bench.replay.JobEpoch;
import io.github.jqodi.bench.replay.JobStory;
import io.github.jqodi.bench.replay.ReplayRow;
import io.github.jqodi.report.Axis;
import io.github.jqodi.report.BarChart;
import io.github.jqodi.report.Content;
import io.github.jqodi.report.Drawing;
import io.github.jqodi.report.HtmlPage;
import io.github.jqodi.report.Limit;
import io.github.jqodi.report.Quantity;
import io.github.jqodi.report.Table;
import io.github.jqodi.report.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A replay as a page: policies by misses and energy, and one job under each of them. */
final class ReplayPage {
    private final List<ReplayRow> rows;
    private final List<JobStory> stories;
    private final HtmlPage page;

    private ReplayPage(String scenario, List<ReplayRow> rows, List<JobStory> stories) {
        this.rows = rows;
        this.stories = stories;
        this.page = new HtmlPage("Replay of " + scenario);
    }

    /** Rows of all jobs, and the stories of one of them, by its number. */
    static String html(String scenario, String jobs, List<ReplayRow> rows, int job, List<JobStory> stories) {
        ReplayPage page = new ReplayPage(scenario, rows, stories);
        page.page.lead(Content.text(jobs));
        page.policies();
        page.job(job);
        return page.page.html();
    }

    private void policies() {
        page.section("Policies side by side")
                .figure(misses())
                .figure(energies())
                .figure(ratios())
                .table(table());
    }

    private List<String> names() {
        return rows.stream().map(row -> row.policy().label()).toList();
    }

    private double[] values(ToDoubleFunction<ReplayRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private Drawing misses() {
        return BarChart.grouped(
                        "Jobs that missed target or deadline", least("misses fewest, ", ReplayRow::missPercent, "%"))
                .withCategories("", names())
                .withValues(Axis.of("jobs, with 95 % interval", "%"))
                .withBars(
                        "",
                        values(ReplayRow::missPercent),
                        values(ReplayRow::missPercentLow),
                        values(ReplayRow::missPercentHigh))
                .horizontal()
                .draw();
    }

    private Drawing energies() {
        return BarChart.grouped(
                        "Energy of all jobs by the number in time",
                        least("takes least, ", ReplayRow::joulesPerFinishedJob, "J"))
                .withCategories("", names())
                .withValues(Axis.of("energy per job in time, with 95 % interval", "J"))
                .withBars(
                        "",
                        values(ReplayRow::joulesPerFinishedJob),
                        values(row -> row.joulesPerFinishedJob() - row.joulesHalfWidth()),
                        values(row -> row.joulesPerFinishedJob() + row.joulesHalfWidth()))
                .horizontal()
                .draw();
    }

    private Drawing ratios() {
        return BarChart.grouped(
                        "Energy beside that of who knows the rates to come",
                        least("is nearest, ", ReplayRow::energyRatioToClairvoyant, "times the energy"))
                .withCategories("", names())
                .withValues(Axis.of("ratio on jobs both finish in time, with 95 % interval", ""))
                .withBars(
                        "",
                        values(ReplayRow::energyRatioToClairvoyant),
                        values(row -> row.energyRatioToClairvoyant() - row.energyRatioHalfWidth()),
                        values(row -> row.energyRatioToClairvoyant() + row.energyRatioHalfWidth()))
                .horizontal()
                .draw();
    }

    private String least(String does, ToDoubleFunction<ReplayRow> value, String unit) {
        return rows.stream()
                .filter(row -> Double.isFinite(value.applyAsDouble(row)))
                .min(Comparator.comparingDouble(value))
                .map(row -> row.policy().label() + " " + does
                        + Quantity.of(value.applyAsDouble(row), unit).shown() + ".")
                .orElse("No policy has such a number.");
    }

    private Table table() {
        Table.Builder table = Table.of("Policies")
                .words("policy")
                .numbers("misses", "%")
                .numbers("from", "%")
                .numbers("to", "%")
                .numbers("without the target", "%")
                .numbers("energy per job in time", "J")
                .numbers("±", "J")
                .numbers("to clairvoyant", "")
                .numbers("±", "")
                .numbers("plans per job", "")
                .numbers("moves per job", "")
                .sentences("what it does");
        for (ReplayRow row : rows) {
            table.row(
                    Content.text(row.policy().label()),
                    Quantity.of(row.missPercent(), "%"),
                    Quantity.of(row.missPercentLow(), "%"),
                    Quantity.of(row.missPercentHigh(), "%"),
                    Quantity.of(row.unfinishedPercent(), "%"),
                    Quantity.joules(row.joulesPerFinishedJob()),
                    Quantity.joules(row.joulesHalfWidth()),
                    Quantity.number(row.energyRatioToClairvoyant()),
                    Quantity.number(row.energyRatioHalfWidth()),
                    Quantity.number(row.plansPerJob()),
                    Quantity.number(row.movesPerJob()),
                    Content.text(row.policy().description()));
        }
        return table.build();
    }

    private void job(int number) {
        page.section("Job " + number + ": planned, happened, changed").figure(timeline(number));
        page.table(ends());
        for (JobStory story : stories) {
            page.details("Epochs of " + story.policy().label(), epochs(story));
        }
    }

    private Drawing timeline(int number) {
        String first = stories.stream()
                .filter(JobStory::isInTime)
                .min(Comparator.comparingDouble(JobStory::joules))
                .map(story -> story.policy().label() + " takes least of those in time, "
                        + Quantity.joules(story.joules()).shown() + ".")
                .orElse("No policy gets this job done in time.");
        Timeline timeline = Timeline.of(
                "Job " + number + " under each policy",
                first,
                Axis.of("time", "s").startingAtZero());
        for (JobStory story : stories) {
            for (JobEpoch epoch : story.epochs()) {
                timeline = timeline.withBar(
                        story.policy().label(),
                        place(epoch) + (epoch.isWhole() ? "" : ", broken off"),
                        epoch.fromSeconds(),
                        epoch.toSeconds(),
                        "");
            }
        }
        double deadline =
                stories.stream().mapToDouble(JobStory::deadlineSeconds).max().orElse(0);
        return timeline.withLimit(new Limit("deadline", deadline)).draw();
    }

    private static String place(JobEpoch epoch) {
        return epoch.server() + ", cut " + epoch.cut();
    }

    private Table ends() {
        Table.Builder table = Table.of("How it ended")
                .words("policy")
                .words("end")
                .numbers("time", "s")
                .numbers("energy", "J")
                .numbers("epochs", "");
        for (JobStory story : stories) {
            table.row(
                    Content.text(story.policy().label()),
                    Content.text(
                            story.isInTime()
                                    ? "target reached"
                                    : story.isReached() ? "reached too late" : "not reached"),
                    Quantity.seconds(story.endSeconds()),
                    Quantity.joules(story.joules()),
                    Quantity.number((double)
                            story.epochs().stream().filter(JobEpoch::isWhole).count()));
        }
        return table.build();
    }

    private static Table epochs(JobStory story) {
        Table.Builder table = Table.of("Epochs of " + story.policy().label() + " and why each ran where it did")
                .numbers("epoch", "")
                .numbers("begun", "s")
                .words("where")
                .numbers("took", "s")
                .numbers("energy", "J")
                .words("changed")
                .sentences("why");
        String before = "";
        for (JobEpoch epoch : story.epochs()) {
            boolean isChange = !before.isEmpty() && !before.equals(place(epoch));
            table.row(
                    Quantity.number(epoch.number()),
                    Quantity.seconds(epoch.fromSeconds()),
                    Content.text(place(epoch)),
                    Quantity.seconds(epoch.toSeconds() - epoch.fromSeconds()),
                    Quantity.joules(epoch.joules()),
                    Content.text(!epoch.isWhole() ? "broken off" : isChange ? "moved" : ""),
                    Content.text(Rounded.inText(epoch.reason())));
            before = place(epoch);
        }
        return table.build();
    }
}
