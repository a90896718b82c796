package io.github.jqodi.bench.guard;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Ceilings of figures, by name. Counts may not exceed them at all. Bytes allocated may exceed them a little, because what the
 * compiler keeps off the heap differs from run to run.
 */
final class Guard {
    private static final String BYTES = "bytes.";
    private static final double BYTES_SLACK = 1.25;

    private final Map<String, Double> ceilings;

    private Guard(Map<String, Double> ceilings) {
        this.ceilings = ceilings;
    }

    /**
     * Reads ceilings.
     *
     * @param properties lines {@code name=value}, as {@link GuardFigures} prints them
     */
    static Guard read(InputStream properties) throws IOException {
        Properties read = new Properties();
        read.load(properties);
        Map<String, Double> ceilings = new TreeMap<>();
        for (String name : read.stringPropertyNames()) {
            ceilings.put(name, Double.parseDouble(read.getProperty(name)));
        }
        return new Guard(ceilings);
    }

    /** What is above its ceiling or has none, and ceilings without a figure; empty if all is well. */
    List<String> broken(Map<String, Double> figures) {
        List<String> broken = new ArrayList<>();
        figures.forEach((name, value) -> {
            if (!holds(name, value)) {
                broken.add(name + " is " + value + ", its ceiling " + ceilings.get(name));
            }
        });
        ceilings.keySet().stream()
                .filter(name -> !figures.containsKey(name))
                .forEach(name -> broken.add(name + " was not measured"));
        return broken;
    }

    /** Whether one figure stays below its ceiling. */
    boolean holds(String name, double value) {
        Double ceiling = ceilings.get(name);
        return ceiling != null && value <= ceiling * (name.startsWith(BYTES) ? BYTES_SLACK : 1);
    }
}
