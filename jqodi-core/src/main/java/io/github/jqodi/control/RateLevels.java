package io.github.jqodi.control;

import io.github.jqodi.base.NormalDistribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Levels that the rates of all links may have later: quantiles of a lognormal distribution of each link, shuffled, so that links
 * do not rise and fall together. Rounded to a {@value #PARTS}th of a factor e, and waits for gaps to a {@value #PARTS}th of a
 * second, so that small news keep what was worked out. Equal levels are those of equal links.
 *
 * @param links what is believed of each link of which anything is known, by name
 * @param lastingSeconds how long a rate lasts on average
 */
record RateLevels(Map<LinkName, Rate> links, double lastingSeconds) {
    /** How many levels there are. */
    static final int COUNT = 4;

    private static final int PARTS = 16;
    /** For each link in turn, how its quantiles are shuffled. */
    private static final List<List<Integer>> SHUFFLED = new ArrayList<>();

    static {
        for (int link = 0; link < 64; link++) {
            SHUFFLED.add(shuffled(link));
        }
    }

    /**
     * Belief in a link, in {@value #PARTS}ths.
     *
     * @param mean of the logarithm of bits per second
     * @param deviation standard deviation of that
     * @param waiting seconds that an epoch waits for gaps, of device links
     */
    record Rate(long mean, long deviation, long waiting) {}

    private static List<Integer> shuffled(int link) {
        List<Integer> order = new ArrayList<>();
        for (int level = 0; level < COUNT; level++) {
            order.add(level);
        }
        if (link > 0) {
            Collections.shuffle(order, new Random(link));
        }
        return List.copyOf(order);
    }

    /** What a forecast says of rates after the next epoch. */
    static RateLevels of(RunState state, RateForecast forecast, double fromSeconds, double toSeconds) {
        Map<LinkName, Rate> links = new HashMap<>();
        RateMemory memory = new RateMemory();
        LinkForecast asked = new LinkForecast(forecast);
        for (LinkName name : state.links().keySet().stream().sorted().toList()) {
            LinkState link = Objects.requireNonNull(state.links().get(name));
            if (link.isKnown()) {
                LogRate later = asked.belief(name, link, fromSeconds, toSeconds);
                double least = Math.log(PresentWorld.FLOOR * link.history().nominalBitsPerSecond());
                double mean = Math.max(least, later.mean());
                double deviation = later.deviation();
                links.put(
                        name,
                        new Rate(
                                Math.round(PARTS * mean),
                                Math.round(PARTS * deviation),
                                name.end() == LinkName.End.DEVICE
                                        ? Math.round(PARTS * asked.waitSeconds(name, link))
                                        : 0));
                memory.add(link.known(), mean);
            }
        }
        return new RateLevels(links, memory.seconds());
    }

    /** Whether any rate is uncertain. */
    boolean areSpread() {
        return links.values().stream().anyMatch(rate -> rate.deviation > 0);
    }

    /** Links at one level, servers recovered: what fails or is slow now does not last longer than rates do. */
    PresentWorld world(RunState state, int level) {
        List<LinkName> names = links.keySet().stream().sorted().toList();
        Map<LinkName, Double> rates = new TreeMap<>();
        for (int link = 0; link < names.size(); link++) {
            Rate rate = Objects.requireNonNull(links.get(names.get(link)));
            int place = SHUFFLED.get(link % SHUFFLED.size()).get(level);
            double quantile = NormalDistribution.quantile((place + 0.5) / COUNT);
            rates.put(
                    names.get(link),
                    Math.min(Double.MAX_VALUE, Math.exp((rate.mean + rate.deviation * quantile) / PARTS)));
        }
        return PresentWorld.lasting(
                PresentWorld.recovered(state),
                (name, link) -> Objects.requireNonNull(rates.get(name)),
                (name, link) -> (double) Objects.requireNonNull(links.get(name)).waiting / PARTS);
    }
}
