package io.github.jqodi.bench.cli;

import io.github.jqodi.scenario.Link;
import io.github.jqodi.zoo.Links;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as an argument names it: {@code [SERVER=]KIND[:DOWN[/UP]][@SECONDS]}, rates in Mbit/s, the latency in seconds. Without
 * rates it takes those of a trace, the same both ways.
 *
 * @param server whose link it is; empty for those of all servers
 * @param link with the energy of its kind
 * @param source where its numbers come from
 * @param isWithoutLatency whether the latency was left out
 * @param isWithoutRate whether the rates were
 */
record LinkText(Optional<String> server, Link link, String source, boolean isWithoutLatency, boolean isWithoutRate) {
    static final String FORM = "[SERVER=]KIND[:DOWN[/UP]][@SECONDS]";

    static final String EXAMPLE = "wifi:80/40@0.003";

    private static final double MEGA = 1e6;
    private static final Pattern LINK = Pattern.compile("(?:([^=]+)=)?([a-z]+)(?::([^/@]+)(?:/([^@]+))?)?(?:@(.+))?");

    static LinkText of(String argument) {
        Matcher parts = LINK.matcher(argument);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + argument + "' must be " + FORM
                    + ", rates in Mbit/s, KIND one of wifi, lte, ethernet, wan; as in " + EXAMPLE);
        }
        boolean isWithoutRate = parts.group(3) == null;
        double down = isWithoutRate ? MEGA : NumberText.of(parts.group(3)) * MEGA;
        double up = parts.group(4) == null ? down : NumberText.of(parts.group(4)) * MEGA;
        Link preset = preset(parts.group(2), down, up);
        Link link = isWithoutRate
                ? preset.toBuilder().uplinkBitsPerSecond(OptionalDouble.empty()).build()
                : preset;
        return new LinkText(
                Optional.ofNullable(parts.group(1)),
                parts.group(5) == null ? link : link.withLatencySeconds(NumberText.of(parts.group(5))),
                "preset " + parts.group(2) + (isWithoutRate ? "" : ", rates as stated"),
                parts.group(5) == null,
                isWithoutRate);
    }

    private static Link preset(String kind, double down, double up) {
        return switch (kind) {
            case "wifi" -> Links.wifi(down, up);
            case "lte" -> Links.lte(down, up);
            case "ethernet" -> symmetric(Links.ethernet(down), down, up);
            case "wan" -> symmetric(Links.wideArea(down), down, up);
            default -> throw new IllegalArgumentException("'" + kind + "' must be one of wifi, lte, ethernet, wan");
        };
    }

    private static Link symmetric(Link link, double down, double up) {
        return down == up ? link : link.withUplink(up, link.joulesPerBit());
    }
}
