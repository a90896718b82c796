package io.github.jqodi.bench.cli;

import io.github.jqodi.scenario.Link;
import io.github.jqodi.zoo.Links;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as an argument names it: {@code [SERVER=]KIND:DOWN[/UP][@SECONDS]}, rates in Mbit/s, the latency in seconds.
 *
 * @param server whose link it is; empty for those of all servers
 * @param link with the energy of its kind
 * @param source where its numbers come from
 * @param isWithoutLatency whether the latency was left out
 */
record LinkText(Optional<String> server, Link link, String source, boolean isWithoutLatency) {
    static final String FORM = "[SERVER=]KIND:DOWN[/UP][@SECONDS]";

    private static final double MEGA = 1e6;
    private static final Pattern LINK = Pattern.compile("(?:([^=]+)=)?([a-z]+):([^/@]+)(?:/([^@]+))?(?:@(.+))?");

    static LinkText of(String argument) {
        Matcher parts = LINK.matcher(argument);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + argument + "' must be " + FORM
                    + ", rates in Mbit/s, KIND one of wifi, lte, ethernet, wan; as in wifi:80/40@0.003");
        }
        double down = NumberText.of(parts.group(3)) * MEGA;
        double up = parts.group(4) == null ? down : NumberText.of(parts.group(4)) * MEGA;
        Link link = preset(parts.group(2), down, up);
        return new LinkText(
                Optional.ofNullable(parts.group(1)),
                parts.group(5) == null ? link : link.withLatencySeconds(NumberText.of(parts.group(5))),
                "preset " + parts.group(2) + ", rates as stated",
                parts.group(5) == null);
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
