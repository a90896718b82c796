package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.zoo.Hardware;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A preset of a node as an argument names it: {@code [NAME=]PRESET[:UTILIZATION]}.
 *
 * @param name of the node; the preset's where left out
 * @param preset the hardware
 * @param utilization share of its peak that is reached
 * @param isAssumed whether the utilization was left out
 */
record NodeText(String name, Hardware preset, double utilization, boolean isAssumed) {
    /** Where none is stated; see {@link Hardware} on what is usual. */
    static final double DEFAULT_UTILIZATION = 0.1;

    static final String FORM = "[NAME=]PRESET[:UTILIZATION]";

    static NodeText of(String argument) {
        int equals = argument.indexOf('=');
        String rest = argument.substring(equals + 1);
        int colon = rest.lastIndexOf(':');
        Hardware preset = preset(colon < 0 ? rest : rest.substring(0, colon));
        return new NodeText(
                equals < 0 ? preset.label() : argument.substring(0, equals),
                preset,
                colon < 0 ? DEFAULT_UTILIZATION : NumberText.of(rest.substring(colon + 1)),
                colon < 0);
    }

    private static Hardware preset(String label) {
        List<String> known =
                Arrays.stream(Hardware.values()).map(Hardware::label).toList();
        return Arrays.stream(Hardware.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + label + "' is no preset. " + KnownNames.of(known).advice(label)));
    }

    /** Its rated power, which layers that are measured in seconds alone take their energy from; idle power is not known. */
    Power power() {
        return new Power(OptionalDouble.of(preset.ratedWatts()), 0);
    }

    /** Where the node's numbers come from. */
    String source() {
        return name + ": preset " + preset.label() + " at " + Text.number(utilization) + " of its peak, "
                + Text.number(preset.ratedWatts()) + " W";
    }
}
