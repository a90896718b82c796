package io.github.jqodi.plan;

import io.github.jqodi.base.DoubleList;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds values that are legal but look like a slip of unit or of spelling. */
final class PlausibilityChecks {
    private static final double FASTEST_LINK = 1e12;
    private static final double SLOWEST_LINK = 1e4;
    private static final double MOST_JOULES_PER_BIT = 1;
    private static final double FASTEST_PROCESSOR = 1e17;
    private static final double SLOWEST_PROCESSOR = 1e6;
    private static final double MOST_JOULES_PER_MAC = 1e-3;
    private static final double LONGEST_DEADLINE = 1e9;
    private static final double LONGEST_LATENCY = 100;
    private static final double LEAST_MEMORY = 1024;

    private final List<String> found = new ArrayList<>();

    private PlausibilityChecks() {}

    /**
     * Looks at a scenario.
     *
     * @param scenario the scenario
     * @param servers what is said of one server, {@link #of(EdgeServer)} or what is known of it already
     * @return sentences for people
     */
    static List<String> in(Scenario scenario, Function<EdgeServer, List<String>> servers) {
        PlausibilityChecks odd = new PlausibilityChecks();
        odd.look(
                () -> "target",
                "deadlineSeconds",
                scenario.target().deadlineSeconds(),
                0,
                LONGEST_DEADLINE,
                "Seconds are expected.");
        scenario.cloud().ifPresent(cloud -> odd.processor(() -> "cloud", cloud.processor()));
        scenario.device().ifPresent(device -> {
            odd.processor(() -> "device", device.processor());
            device.memoryBytes().ifPresent(bytes -> odd.memory(() -> "device", bytes));
        });
        scenario.edgeServers().forEach(server -> odd.found.addAll(servers.apply(server)));
        odd.choices(scenario);
        return odd.found;
    }

    /** Looks at one server. */
    static List<String> of(EdgeServer server) {
        PlausibilityChecks odd = new PlausibilityChecks();
        Supplier<String> where = () -> "server '" + server.name() + "'";
        server.processor().ifPresent(processor -> odd.processor(where, processor));
        server.memoryBytes().ifPresent(bytes -> odd.memory(where, bytes));
        server.cloudLink().ifPresent(link -> odd.link(() -> where.get() + " cloudLink", link));
        server.deviceLink().ifPresent(link -> odd.link(() -> where.get() + " deviceLink", link));
        return odd.found;
    }

    private void choices(Scenario scenario) {
        Choices choices = scenario.choices();
        unknown("models", choices.models(), () -> scenario.models().stream().map(ModelVersion::name));
        unknown(
                "quantizations",
                choices.quantizations(),
                () -> scenario.quantizations().stream().map(Quantization::name));
        unknown(
                "servers",
                choices.servers(),
                () -> scenario.edgeServers().stream().map(EdgeServer::name));
        unknown("cuts", choices.cuts(), () -> scenario.models().stream().flatMap(model -> model.cutPoints().stream()));
    }

    private <T> void unknown(String kind, Selection<T> selection, Supplier<Stream<T>> known) {
        List<T> values = selection.values();
        Set<T> here = values.isEmpty() ? Set.of() : known.get().collect(Collectors.toSet());
        for (T value : values) {
            if (!here.contains(value)) {
                found.add("choices." + kind + " names " + value + ", which this scenario does not have");
            }
        }
    }

    private void processor(Supplier<String> where, Processor processor) {
        look(
                where,
                "macsPerSecond",
                processor.macsPerSecond(),
                SLOWEST_PROCESSOR,
                FASTEST_PROCESSOR,
                "MACs per second are expected.");
        look(where, "joulesPerMac", processor.joulesPerMac(), 0, MOST_JOULES_PER_MAC, "Joules per MAC are expected.");
    }

    private void memory(Supplier<String> where, double bytes) {
        look(where, "memoryBytes", bytes, LEAST_MEMORY, Double.MAX_VALUE, "Bytes are expected.");
    }

    private void link(Supplier<String> where, Link link) {
        String bits = "Bits per second are expected.";
        look(where, "bitsPerSecond", link.rate().bitsPerSecond(), SLOWEST_LINK, FASTEST_LINK, bits);
        link.uplinkBitsPerSecond()
                .ifPresent(v -> look(where, "uplinkBitsPerSecond", v, SLOWEST_LINK, FASTEST_LINK, bits));
        DoubleList forecast = DoubleList.copyOf(link.bitsPerSecondByEpoch());
        if (!forecast.isEmpty()) {
            double most = forecast.most();
            look(where, "bitsPerSecondByEpoch", most, SLOWEST_LINK, FASTEST_LINK, bits);
        }
        look(where, "joulesPerBit", link.joulesPerBit(), 0, MOST_JOULES_PER_BIT, "Joules per bit are expected.");
        look(where, "latencySeconds", link.latencySeconds(), 0, LONGEST_LATENCY, "Seconds are expected.");
    }

    private void look(Supplier<String> where, String what, double value, double least, double most, String advice) {
        if (value < least || value > most) {
            found.add(where.get() + " " + what + " " + value + " is unusually " + (value < least ? "small" : "large")
                    + ". " + advice);
        }
    }
}
