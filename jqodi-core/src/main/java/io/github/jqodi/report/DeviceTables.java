package io.github.jqodi.report;

import io.github.jqodi.base.Text;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.Rejection;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.plan.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Devices of a fleet: those admitted with their servers, and those left out with the reasons. */
final class DeviceTables {
    private static final int MAX_BARS = 20;
    private static final int MAX_ROWS = 500;

    private final FleetResult result;
    private final Map<String, FleetDevice> devices = new HashMap<>();

    DeviceTables(FleetResult result) {
        this.result = result;
        result.fleet().devices().forEach(device -> devices.put(device.name(), device));
    }

    /** Each device at every server it uses. */
    Drawing byServer() {
        Map<String, Double> devicesOf = new TreeMap<>();
        for (FleetPlan plan : result.plans()) {
            servers(plan).forEach(server -> devicesOf.merge(server, (double) plan.count(), Double::sum));
        }
        return bars("Devices that use a server", Axis.of("devices", "").whole(), devicesOf);
    }

    /** The epochs of whole plans. */
    Drawing epochsByServer() {
        Map<String, Double> epochsOf = new TreeMap<>();
        for (FleetPlan plan : result.plans()) {
            for (Segment segment : plan.plan().schedule()) {
                double epochs = (double) plan.count() * (segment.toEpoch() - segment.fromEpoch() + 1);
                epochsOf.merge(segment.place(), epochs, Double::sum);
            }
        }
        return bars("Epochs by server", Axis.of("epochs", "").whole(), epochsOf);
    }

    private static Drawing bars(String title, Axis axis, Map<String, Double> sums) {
        List<Map.Entry<String, Double>> largest = new ArrayList<>(sums.entrySet());
        largest.sort(Comparator.comparingDouble((Map.Entry<String, Double> sum) -> -sum.getValue())
                .thenComparing(Map.Entry::getKey));
        List<Map.Entry<String, Double>> shown = largest.subList(0, Math.min(MAX_BARS, largest.size()));
        String some = largest.size() > MAX_BARS ? ", the first " + MAX_BARS + " of " + largest.size() : "";
        String most = "Most on " + shown.get(0).getKey() + ", "
                + Quantity.number(shown.get(0).getValue()).shown() + " " + axis.name() + ".";
        return BarChart.grouped(title + some, most)
                .withCategories("", shown.stream().map(Map.Entry::getKey).toList())
                .withValues(axis)
                .withBars("", shown.stream().mapToDouble(Map.Entry::getValue).toArray())
                .horizontal()
                .draw();
    }

    private static List<String> servers(FleetPlan plan) {
        return plan.plan().schedule().stream()
                .map(Segment::server)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    String plansCaption() {
        int size = result.plans().size();
        return size <= MAX_ROWS
                ? "All " + Text.count(size, "plan")
                : MAX_ROWS + " of " + size + " plans; CSV and JSON have all";
    }

    Table plans() {
        Table.Builder table = Table.of("Plans")
                .words("device")
                .numbers("how many", "")
                .sentences("servers")
                .words("model")
                .words("quantization")
                .numbers("energy", "J")
                .numbers("time", "s")
                .numbers("with waiting", "s")
                .numbers("deadline", "s");
        result.plans().stream().limit(MAX_ROWS).forEach(plan -> table.row(row(plan)));
        return table.build();
    }

    private Content[] row(FleetPlan own) {
        FleetDevice device = devices.get(own.device());
        double deadline = device == null
                ? Double.NaN
                : device.problem().scenario().target().deadlineSeconds();
        return new Content[] {
            Content.text(own.device()),
            Quantity.number(own.count()),
            Content.text(String.join(", ", servers(own))),
            Content.text(own.plan().pair().model()),
            Content.text(own.plan().pair().quantization()),
            Quantity.joules(own.plan().objective()),
            Quantity.seconds(own.plan().robust().seconds()),
            Quantity.seconds(own.stretchedSeconds()),
            Quantity.seconds(deadline)
        };
    }

    Table rejected() {
        int size = result.rejected().size();
        Table.Builder table = Table.of(
                        size <= MAX_ROWS
                                ? "Left out, the weightiest first"
                                : "Left out, the weightiest " + MAX_ROWS + " of " + size + "; CSV and JSON have all")
                .words("device")
                .numbers("how many", "")
                .numbers("weighs", "J")
                .words("for want of")
                .sentences("because");
        result.rejected().stream()
                .sorted(Comparator.comparingDouble(out -> -weight(out)))
                .limit(MAX_ROWS)
                .forEach(out -> table.row(
                        Content.text(out.device()),
                        Quantity.number(out.count()),
                        Quantity.joules(weight(out)),
                        out.resource().map(Resource::name).map(Content::text).orElseGet(Content::none),
                        Content.text(out.reason())));
        return table.build();
    }

    private double weight(Rejection out) {
        FleetDevice device = devices.get(out.device());
        return device == null ? 0 : out.count() * device.rejectionWeight();
    }
}
