package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.Rejection;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans of a fleet, for people and as a table. */
final class FleetText {
    private static final int MOST_ROWS = 12;
    private static final int MOST_REJECTED = 10;

    private FleetText() {}

    static String of(FleetResult result) {
        StringBuilder text = new StringBuilder();
        Fleet fleet = result.fleet();
        text.append(result.status())
                .append(": ")
                .append(Text.count(result.admittedCount(), "device"))
                .append(" admitted, ")
                .append(result.rejectedCount())
                .append(" left out, window ")
                .append(Text.number(fleet.windowSeconds()))
                .append(" s\n");
        result.limitReached()
                .ifPresent(why -> text.append("ended early: ").append(why).append('\n'));
        text.append("\nObjective\n")
                .append(new TextTable("", ">joules")
                        .row("energy", Text.number(result.energyJoules()))
                        .row("left out", Text.number(result.rejectionJoules()))
                        .row("together", Text.number(result.value()))
                        .row("lower bound", Text.number(result.lowerBound())));
        text.append(String.format(Locale.ROOT, "  gap %.3f %%%n", 100 * result.gap())
                .replace("\r", ""));
        text.append("\nShared, the dearest first\n").append(resources(result));
        if (!result.rejected().isEmpty()) {
            text.append("\nLeft out\n").append(rejected(result));
        }
        return text.toString();
    }

    private static String resources(FleetResult result) {
        TextTable table =
                new TextTable("resource", ">load s", ">capacity s", ">filled", ">price J/s", ">one more saves J");
        List<ResourceUse> dearest = result.resourceUses().stream()
                .sorted(Comparator.comparingDouble((ResourceUse use) -> -use.price() * use.capacitySeconds())
                        .thenComparing(use -> -use.filled()))
                .toList();
        dearest.stream()
                .limit(MOST_ROWS)
                .forEach(use -> table.row(
                        use.capacity().resource().name(),
                        Text.number(use.load()),
                        Text.number(use.capacitySeconds()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * use.filled()),
                        Text.number(use.price()),
                        Text.number(use.joulesSavedByExecutor())));
        return table + more(dearest.size() - MOST_ROWS);
    }

    private static String rejected(FleetResult result) {
        TextTable table = new TextTable("device", ">count", "resource", "why");
        result.rejected().stream()
                .limit(MOST_REJECTED)
                .forEach(out -> table.row(
                        out.device(),
                        Integer.toString(out.count()),
                        out.resource().map(resource -> resource.name()).orElse(""),
                        out.reason()));
        return table + more(result.rejected().size() - MOST_REJECTED);
    }

    private static String more(int left) {
        return left > 0 ? "  and " + left + " more; --format json lists all\n" : "";
    }

    static String csv(FleetResult result) {
        StringBuilder text = new StringBuilder(
                "device,count,admitted,model,quantization,servers,joules,seconds,stretchedSeconds,reason\n");
        Map<String, Double> weights = result.fleet().devices().stream()
                .collect(Collectors.toMap(FleetDevice::name, FleetDevice::rejectionWeight));
        for (FleetPlan plan : result.plans()) {
            text.append(row(plan)).append('\n');
        }
        for (Rejection out : result.rejected()) {
            text.append(Csv.cell(out.device()))
                    .append(',')
                    .append(out.count())
                    .append(",false,,,,")
                    .append(Text.shortest(weights.getOrDefault(out.device(), 0.0)))
                    .append(",,,")
                    .append(Csv.cell(out.reason()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String row(FleetPlan own) {
        Plan plan = own.plan();
        String servers = plan.schedule().stream()
                .map(Segment::server)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" "));
        return String.join(
                ",",
                Csv.cell(own.device()),
                Integer.toString(own.count()),
                "true",
                Csv.cell(plan.pair().model()),
                Csv.cell(plan.pair().quantization()),
                Csv.cell(servers),
                Text.shortest(plan.objective()),
                Text.shortest(plan.robust().seconds()),
                Text.shortest(own.stretchedSeconds()),
                "");
    }
}
