package io.github.jqodi.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** When one server is down and when it is slow, in the seconds of a job. */
final class ServerSpells {
    /** Nothing happens after this, or after so many spells. */
    private static final double LAST_SECONDS = 1e7;

    private static final int MOST_SPELLS = 1000;

    /** A stretch of time. */
    record Spell(double from, double to) {
        boolean holds(double at) {
            return at >= from && at < to;
        }
    }

    /** Nothing ever happens. */
    static final ServerSpells NONE = new ServerSpells(List.of(), List.of(), 1);

    private final List<Spell> outages;
    private final List<Spell> slow;
    private final double slowdown;

    private ServerSpells(List<Spell> outages, List<Spell> slow, double slowdown) {
        this.outages = outages;
        this.slow = slow;
        this.slowdown = slowdown;
    }

    /** Spells that come at random, memorylessly. */
    static ServerSpells draw(Disturbances kind, SplittableRandom random) {
        List<Spell> outages = spells(kind.outageEverySeconds(), kind.outageSeconds(), random.split());
        List<Spell> slow = spells(kind.slowEverySeconds(), kind.slowSeconds(), random.split());
        return new ServerSpells(outages, slow, kind.slowdown());
    }

    private static List<Spell> spells(double every, double length, SplittableRandom random) {
        List<Spell> spells = new ArrayList<>();
        double at = exponential(every, random);
        while (at < LAST_SECONDS && spells.size() < MOST_SPELLS) {
            double end = at + exponential(length, random);
            spells.add(new Spell(at, end));
            at = end + exponential(every, random);
        }
        return spells;
    }

    private static double exponential(double mean, SplittableRandom random) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    boolean isUp(double at) {
        return outages.stream().noneMatch(spell -> spell.holds(at));
    }

    /** How much longer the server computes. */
    double slowdown(double at) {
        return slow.stream().anyMatch(spell -> spell.holds(at)) ? slowdown : 1;
    }

    /** The next time it is down from some time on; beyond all times if it stays up. */
    Spell nextOutage(double from) {
        return outages.stream()
                .filter(spell -> spell.to > from)
                .findFirst()
                .orElse(new Spell(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
}
