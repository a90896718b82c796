package io.github.jqodi.report;

import io.github.jqodi.base.Text;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.solve.Status;
import java.util.List;

/**
 * Plans of a fleet as a page: energy and rejection weights apart, what is shared with its load and price, who is admitted where,
 * who is left out and why, and what one more executor would save. Equal results give equal bytes.
 */
public final class FleetReport {
    private final FleetResult result;
    private final Fleet fleet;
    private final HtmlPage page;

    private FleetReport(FleetResult result) {
        this.result = result;
        this.fleet = result.fleet();
        this.page = new HtmlPage("Plans of " + Text.count(fleet.deviceCount(), "device"));
    }

    /**
     * Writes a result as a page.
     *
     * @param result of planning a fleet
     * @return HTML
     */
    public static String html(FleetResult result) {
        return new FleetReport(result).write();
    }

    private String write() {
        page.status(HtmlPage.Mood.GOOD, result.status().name(), proof()).lead(Content.text(summary()));
        result.limitReached().ifPresent(why -> page.warnings(List.of(new HtmlPage.Notice("ENDED_EARLY", why + "."))));
        page.section("What it takes").facts(facts());
        ResourceFigures resources = new ResourceFigures(result);
        page.section("What is shared");
        resources.loads().ifPresent(page::figure);
        resources.prices().ifPresent(page::figure);
        page.paragraph(
                "Loads are busy seconds in the window as the rule weighs epochs. A price is what one more busy second would"
                        + " save; what is never short has none.");
        page.table(resources.table());
        resources
                .savings()
                .ifPresent(savings -> page.section("What one more executor saves")
                        .figure(savings)
                        .paragraph(
                                "At most: the price holds for the first second, and each further one may save less. Savings of"
                                        + " several resources do not add up."));
        DeviceTables devices = new DeviceTables(result);
        admitted(devices);
        rejected(devices);
        about();
        return page.html();
    }

    private Content[] proof() {
        return new Content[] {
            Content.text(
                    result.status() == Status.OPTIMAL
                            ? "It is proven, within the gap asked for, that no way to plan them takes less than "
                            : "These plans hold. No way to plan them takes less than "),
            Quantity.atMost(result.lowerBound(), "J"),
            Content.text(", energy and what leaving out weighs together.")
        };
    }

    private String summary() {
        String out = result.rejectedCount() == 0
                ? "Nobody is left out."
                : Text.count(result.rejectedCount(), "device") + (result.rejectedCount() == 1 ? " is" : " are")
                        + " left out.";
        return Text.count(result.admittedCount(), "device") + (result.admittedCount() == 1 ? " is" : " are")
                + " admitted. " + out;
    }

    private List<HtmlPage.Fact> facts() {
        return List.of(
                HtmlPage.Fact.of(
                        "energy",
                        Quantity.joules(result.energyJoules()),
                        Content.text("of " + Text.count(result.admittedCount(), "plan") + ", one run each")),
                HtmlPage.Fact.of(
                        "rejection weights",
                        Quantity.joules(result.rejectionJoules()),
                        Content.text("of " + Text.count(result.rejectedCount(), "device") + " left out")),
                HtmlPage.Fact.of(
                        "together",
                        Quantity.joules(result.value()),
                        Content.text("what is minimised; at most "),
                        Quantity.atLeast(100 * result.gap(), "%"),
                        Content.text(" above the least")),
                HtmlPage.Fact.of(
                        "full",
                        Quantity.number((double) ResourceFigures.full(result)),
                        Content.text("of " + Text.count(fleet.capacities().size(), "resource") + ", to 99 % or more")));
    }

    private void admitted(DeviceTables devices) {
        if (result.plans().isEmpty()) {
            return;
        }
        page.section("Who is admitted, by server");
        page.figure(devices.byServer()).figure(devices.epochsByServer());
        page.paragraph("A device is counted at every server it uses; epochs are those of whole plans, K_rob of each.");
        page.details(devices.plansCaption(), devices.plans());
    }

    private void rejected(DeviceTables devices) {
        if (!result.rejected().isEmpty()) {
            page.section("Who is left out").table(devices.rejected());
        }
    }

    private void about() {
        page.section("What was asked")
                .paragraph(
                        Content.text("Least energy and rejection weights, rule "
                                + result.rule().label() + ", in a window of "),
                        Quantity.seconds(fleet.windowSeconds()),
                        Content.text(". Plans, with what they wait for, stay below "),
                        Quantity.percent(fleet.deadlineShare()),
                        Content.text(" of their deadlines."));
        page.footer(Content.text("All numbers are rounded to six digits; the JSON of the plan has them in full."));
    }

    @Override
    public String toString() {
        return "page of " + result;
    }
}
