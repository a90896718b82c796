package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.DoubleList;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import java.util.List;
import java.util.Optional;

/** Rates and energies of the four directions of a server's two links, in one epoch or as the best or worst of several. */
final class LinkRates {
    private final double[] bitsPerSecond;
    private final double[] joulesPerBit = new double[Direction.ALL.length];

    private LinkRates() {
        this(new double[Direction.ALL.length]);
    }

    private LinkRates(double[] bitsPerSecond) {
        this.bitsPerSecond = bitsPerSecond;
    }

    /** Those of one epoch. */
    static LinkRates of(EdgeServer server, int epoch) {
        LinkRates rates = new LinkRates();
        rates.setEpoch(server.cloudLink().orElseThrow(), epoch, Direction.CLOUD_DOWN, Direction.CLOUD_UP);
        rates.setEpoch(server.deviceLink().orElseThrow(), epoch, Direction.DEVICE_DOWN, Direction.DEVICE_UP);
        return rates;
    }

    /** The highest rates and lowest energies of all epochs, direction by direction. */
    static LinkRates best(Nodes nodes) {
        return nodes.areSteady() ? nodes.rates(1) : nodes.priced(extreme(nodes.server(), true));
    }

    /** The lowest rates and highest energies of all epochs, direction by direction. */
    static LinkRates worst(Nodes nodes) {
        return nodes.areSteady() ? nodes.rates(1) : nodes.priced(extreme(nodes.server(), false));
    }

    private static LinkRates extreme(EdgeServer server, boolean best) {
        LinkRates rates = new LinkRates();
        rates.setExtreme(server.cloudLink().orElseThrow(), best, Direction.CLOUD_DOWN, Direction.CLOUD_UP);
        rates.setExtreme(server.deviceLink().orElseThrow(), best, Direction.DEVICE_DOWN, Direction.DEVICE_UP);
        return rates;
    }

    /** The same rates with prices in place of joules; a link that is down sends nothing. */
    LinkRates priced(UnitPrices prices) {
        LinkRates priced = new LinkRates(bitsPerSecond);
        for (Direction direction : Direction.ALL) {
            double rate = bitsPerSecond(direction);
            priced.joulesPerBit[direction.index()] =
                    prices.cost(direction.node(), joulesPerBit(direction), rate > 0 ? 1 / rate : 0);
        }
        return priced;
    }

    /** By direction; not to be changed. */
    double[] bitsPerSecond() {
        return bitsPerSecond;
    }

    /** By direction; not to be changed. */
    double[] joulesPerBit() {
        return joulesPerBit;
    }

    boolean isUp(Direction direction) {
        return bitsPerSecond(direction) > 0;
    }

    /** Whether links are up in the directions in which a cut sends anything. */
    boolean areUp(CutLoads loads, int cut) {
        boolean up = true;
        for (Direction direction : Direction.ALL) {
            up &= isUp(direction) || loads.sentBits(direction, cut) == 0;
        }
        return up;
    }

    double bitsPerSecond(Direction direction) {
        return bitsPerSecond[direction.index()];
    }

    double joulesPerBit(Direction direction) {
        return joulesPerBit[direction.index()];
    }

    private void set(Direction direction, double rate, double joules) {
        bitsPerSecond[direction.index()] = rate;
        joulesPerBit[direction.index()] = joules;
    }

    private void setEpoch(Link link, int epoch, Direction down, Direction up) {
        double downRate = link.downBitsPerSecond(epoch);
        double downJoules = link.joulesPerBitByEpoch().isEmpty()
                ? link.energy().joulesPerBit(downRate)
                : link.downJoulesPerBit(epoch);
        set(link, downRate, downJoules, hasOwnUpRate(link) ? link.upBitsPerSecond(epoch) : downRate, down, up);
    }

    /** A power takes least at the highest rate. */
    private void setExtreme(Link link, boolean best, Direction down, Direction up) {
        double downRate = extreme(link.bitsPerSecondByEpoch(), link.downBitsPerSecond(1), best);
        double downJoules = link.joulesPerBitByEpoch().isEmpty()
                ? link.energy().joulesPerBit(downRate)
                : extreme(link.joulesPerBitByEpoch(), link.downJoulesPerBit(1), !best);
        double upRate = hasOwnUpRate(link)
                ? extreme(link.uplinkBitsPerSecondByEpoch(), link.upBitsPerSecond(1), best)
                : downRate;
        set(link, downRate, downJoules, upRate, down, up);
    }

    /** An upward direction without a rate of its own follows the downward one. */
    private static boolean hasOwnUpRate(Link link) {
        return !link.uplinkBitsPerSecondByEpoch().isEmpty()
                || link.uplinkBitsPerSecond().isPresent();
    }

    private void set(Link link, double downRate, double downJoules, double upRate, Direction down, Direction up) {
        set(down, downRate, downJoules);
        Optional<LinkEnergy> ownEnergy = link.ownUplinkEnergy();
        set(up, upRate, ownEnergy.isPresent() ? ownEnergy.get().joulesPerBit(upRate) : downJoules);
    }

    private static double extreme(List<Double> byEpoch, double first, boolean most) {
        DoubleList forecast = DoubleList.copyOf(byEpoch);
        return most ? Math.max(first, forecast.most()) : Math.min(first, forecast.least());
    }
}
