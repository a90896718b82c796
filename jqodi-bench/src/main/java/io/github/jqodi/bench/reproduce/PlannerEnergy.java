package io.github.jqodi.bench.reproduce;

import io.github.jqodi.base.Text;
import io.github.jqodi.bench.reproduce.Panel.Bar;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import java.util.List;

/** Table V: energy of deciding, beside that of what is decided. */
final class PlannerEnergy {
    private static final double PER_MILLE = 1000;
    private static final String WARM =
            "Median time of a plan in a warm JVM on this machine, problem in memory to proven optimum, times the A100's rated power: an upper bound, since planning leaves the GPU idle.";
    private static final String COLD =
            "A fresh JVM: its start, loading of classes, reading of the scenario and the first plan, times the A100's rated power. Paid once, not for each plan.";
    private static final String FIRST =
            "The first plan of that JVM alone, not yet compiled, times the A100's rated power.";

    private PlannerEnergy() {}

    static Exhibit table5(Paper paper, List<PlanningTime> times) {
        double rated = paper.published().number("table4.a100.rated");
        double idle = paper.published().number("table4.a100.idle");
        RowList rows = new RowList(paper);
        for (PlanningTime time : times) {
            add(rows, paper.published(), time, rated, idle);
        }
        String about = "The paper charges " + paper.published().words("table5.data1.planning") + " J and "
                + paper.published().words("table5.data2.planning")
                + " J to decide. Here the planner is timed while this page is made; times differ between runs and machines.";
        return Exhibit.of("table5", "Table V: energy of deciding", about, rows)
                .withSheets(sheet(paper, times, idle, rated))
                .withPanels(List.of(panel(paper.published(), times, rated)));
    }

    private static void add(RowList rows, Published published, PlanningTime time, double rated, double idle) {
        String name = "Data " + time.data() + ", ";
        String key = "table5.data" + time.data();
        double planning = published.number(key + ".planning");
        rows.row(name + "total energy", "J")
                .published(key + ".total")
                .as(Kind.FITTED, "The published decision of JQODI, to whose total the coefficients were fitted.")
                .number(testbed -> testbed.data(time.data()).jqodi().joules());
        rows.row(name + "energy of a decision, warm", "J")
                .published(key + ".planning")
                .as(Kind.MEASURED, WARM)
                .is(time.warmSeconds() * rated);
        rows.row(name + "share of the total, warm", "‰")
                .published("table5.share")
                .as(Kind.MEASURED, "The same over the published total.")
                .is(PER_MILLE * time.warmSeconds() * rated / published.number(key + ".total"));
        rows.row(name + "time of a decision, warm", "s")
                .as(Kind.MEASURED, "Median of rounds; the paper gives no time.")
                .is(time.warmSeconds());
        rows.row(name + "time that the published energy is at rated power", "s")
                .as(Kind.PREDICTED, "Published energy over the A100's rated power.")
                .is(planning / rated);
        rows.row(name + "time that the published energy is at idle power", "s")
                .as(Kind.PREDICTED, "Published energy over the A100's idle power.")
                .is(planning / idle);
        if (time.cold().isEmpty()) {
            rows.row(name + "cold start", "J")
                    .as(Kind.NOT_REPRODUCIBLE, time.whyNoCold())
                    .missing();
        }
        time.cold().ifPresent(cold -> {
            rows.row(name + "energy of the first decision of a fresh JVM", "J")
                    .as(Kind.MEASURED, FIRST)
                    .is(cold.firstSeconds() * rated);
            rows.row(name + "energy of a cold start, JVM included", "J")
                    .as(Kind.MEASURED, COLD)
                    .is(cold.totalSeconds() * rated);
        });
    }

    private static Sheet sheet(Paper paper, List<PlanningTime> times, double idle, double rated) {
        var cloud =
                paper.main().first().problem().scenario().cloud().orElseThrow().processor();
        double fitted = cloud.macsPerSecond() * cloud.joulesPerMac();
        Sheet.Draft sheet = new Sheet.Draft(
                "powers",
                "The same at the cloud's idle, fitted and rated power",
                "data",
                "measured",
                "seconds",
                "J at " + Text.number(idle) + " W idle",
                "J at " + Text.number(fitted) + " W fitted",
                "J at " + Text.number(rated) + " W rated");
        for (PlanningTime time : times) {
            add(sheet, time, "a decision, warm", time.warmSeconds(), idle, fitted, rated);
            time.cold().ifPresent(cold -> {
                add(sheet, time, "first decision of a fresh JVM", cold.firstSeconds(), idle, fitted, rated);
                add(sheet, time, "cold start, JVM included", cold.totalSeconds(), idle, fitted, rated);
            });
        }
        return sheet.done();
    }

    private static void add(Sheet.Draft sheet, PlanningTime time, String what, double seconds, double... watts) {
        sheet.row("Data " + time.data(), what, seconds, seconds * watts[0], seconds * watts[1], seconds * watts[2]);
    }

    private static Panel panel(Published published, List<PlanningTime> times, double rated) {
        return new Panel.Bars(
                "Energy of a decision at the A100's rated power",
                Scale.JOULES,
                times.stream().map(time -> "Data " + time.data()).toList(),
                List.of(
                        new Bar(
                                "published",
                                times.stream()
                                        .map(time -> published.number("table5.data" + time.data() + ".planning"))
                                        .toList()),
                        new Bar(
                                "ours, warm",
                                times.stream()
                                        .map(time -> time.warmSeconds() * rated)
                                        .toList())));
    }
}
