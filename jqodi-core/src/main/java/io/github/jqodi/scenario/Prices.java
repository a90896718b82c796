package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import io.github.jqodi.base.KnownNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prices of energy and of busy time, by node or link, in any one unit: money, grams of carbon dioxide. Links are named by their
 * two ends as in bills, {@code cloud-server} and {@code server-device}. What has no price costs nothing.
 *
 * @param perJoule price of a joule, by name
 * @param otherPerJoule price of a joule of whatever has none of its own
 * @param perJouleByEpoch price of a joule in each epoch, by name; replaces the one above, the last entry holds on
 * @param perSecond price of a second in which a node computes or a link sends, by name
 */
public record Prices(
        Map<String, Double> perJoule,
        double otherPerJoule,
        Map<String, List<Double>> perJouleByEpoch,
        Map<String, Double> perSecond) {
    /** Everything is free. */
    public static final Prices NONE = new Prices(Map.of(), 0, Map.of(), Map.of());

    /**
     * Checks every price.
     *
     * @param perJoule each finite, {@code >= 0}
     * @param otherPerJoule finite, {@code >= 0}
     * @param perJouleByEpoch lists not empty, entries finite, {@code >= 0}
     * @param perSecond each finite, {@code >= 0}
     */
    public Prices {
        perJoule.forEach((name, price) -> Check.nonNegative("pricePerJoule/" + name, price));
        Check.nonNegative("pricePerJoule/default", otherPerJoule);
        perSecond.forEach((name, price) -> Check.nonNegative("pricePerSecond/" + name, price));
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        perJouleByEpoch.forEach((name, prices) -> {
            String where = "pricePerJouleByEpoch/" + name;
            Check.that(!prices.isEmpty(), where, "[]", "must list at least one price");
            lists.put(name, Check.nonNegatives(where, prices));
        });
        perJoule = Map.copyOf(perJoule);
        perJouleByEpoch = Map.copyOf(lists);
        perSecond = Map.copyOf(perSecond);
    }

    /**
     * One price for every joule.
     *
     * @param price of a joule, whoever takes it
     * @return the prices
     */
    public static Prices ofJoules(double price) {
        return new Prices(Map.of(), price, Map.of(), Map.of());
    }

    /**
     * The same with a price of the joules of one node or link.
     *
     * @param name of a node or link
     * @param price of a joule
     * @return a copy
     */
    public Prices withPerJoule(String name, double price) {
        Map<String, List<Double>> changing = new LinkedHashMap<>(perJouleByEpoch);
        changing.remove(name);
        return new Prices(with(perJoule, name, price), otherPerJoule, changing, perSecond);
    }

    /**
     * The same with prices of the joules of one node or link that change.
     *
     * @param name of a node or link
     * @param prices of a joule in epochs 1, 2 and so on
     * @return a copy
     */
    public Prices withPerJouleByEpoch(String name, List<Double> prices) {
        return new Prices(perJoule, otherPerJoule, with(perJouleByEpoch, name, prices), perSecond);
    }

    /**
     * The same with a price of the busy seconds of one node or link.
     *
     * @param name of a node or link
     * @param price of a second
     * @return a copy
     */
    public Prices withPerSecond(String name, double price) {
        return new Prices(perJoule, otherPerJoule, perJouleByEpoch, with(perSecond, name, price));
    }

    private static <T> Map<String, T> with(Map<String, T> all, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(all);
        more.put(name, value);
        return more;
    }

    /**
     * Price of a joule.
     *
     * @param name of a node or link
     * @param epoch k, from 1
     * @return price
     */
    public double perJoule(String name, int epoch) {
        List<Double> prices = perJouleByEpoch.get(name);
        return prices == null
                ? perJoule.getOrDefault(name, otherPerJoule)
                : prices.get(Math.min(epoch, prices.size()) - 1);
    }

    /**
     * Price of time and energy.
     *
     * @param name of the node or link that takes them
     * @param epoch k, from 1
     * @param seconds in which it is busy
     * @param joules that it takes
     * @return what both cost
     */
    public double cost(String name, int epoch, double seconds, double joules) {
        return joules * perJoule(name, epoch) + seconds * perSecond(name);
    }

    /**
     * Prices of a joule in epochs 1, 2 and so on.
     *
     * @param name of a node or link
     * @return at least one; the last holds on
     */
    public List<Double> perJouleFromFirstEpoch(String name) {
        List<Double> prices = perJouleByEpoch.get(name);
        return prices == null ? List.of(perJoule(name, 1)) : prices;
    }

    /**
     * The lowest price of a joule in any epoch.
     *
     * @param name of a node or link
     * @return price
     */
    public double leastPerJoule(String name) {
        List<Double> prices = perJouleByEpoch.get(name);
        return prices == null ? perJoule(name, 1) : DoubleList.copyOf(prices).least();
    }

    /**
     * The highest price of a joule in any epoch.
     *
     * @param name of a node or link
     * @return price
     */
    public double mostPerJoule(String name) {
        List<Double> prices = perJouleByEpoch.get(name);
        return prices == null ? perJoule(name, 1) : DoubleList.copyOf(prices).most();
    }

    /**
     * Price of a busy second.
     *
     * @param name of a node or link
     * @return price
     */
    public double perSecond(String name) {
        return perSecond.getOrDefault(name, 0.0);
    }

    /**
     * {@return the first epoch from which prices stay the same, from 1}
     */
    public int steadyFromEpoch() {
        return perJouleByEpoch.values().stream().mapToInt(List::size).max().orElse(1);
    }

    /**
     * The same prices some epochs later: entry k of each list is that of epoch k from then on.
     *
     * @param epochs how many have gone by, at least 0
     * @return a copy
     */
    public Prices afterEpochs(int epochs) {
        Map<String, List<Double>> later = new LinkedHashMap<>();
        perJouleByEpoch.forEach((name, prices) -> later.put(name, Later.list(prices, epochs)));
        return new Prices(perJoule, otherPerJoule, later, perSecond);
    }

    /** Checks that all names are known. */
    void checkNames(KnownNames known) {
        check("pricePerJoule", perJoule.keySet(), known);
        check("pricePerJouleByEpoch", perJouleByEpoch.keySet(), known);
        check("pricePerSecond", perSecond.keySet(), known);
    }

    private static void check(String field, Set<String> names, KnownNames known) {
        for (String name : names) {
            known.require("objective/" + field, name, "must name a node or link");
        }
    }
}
