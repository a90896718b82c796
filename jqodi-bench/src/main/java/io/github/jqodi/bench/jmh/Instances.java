package io.github.jqodi.bench.jmh;

import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.plan.Problem;
import java.util.Locale;

/** The problems benchmarks run on, by name. */
final class Instances {
    private static final long SEED = 1;

    private Instances() {}

    /**
     * A problem by the name of its class.
     *
     * @param name such as {@code medium-var}: a size class, then {@code sta} or {@code var}
     * @return the problem of seed 1, the deadline half way
     */
    static Problem of(String name) {
        String[] parts = name.split("-", -1);
        return InstanceGenerator.of(SizeClass.valueOf(parts[0].toUpperCase(Locale.ROOT)))
                .withForecasts(parts[1].equals("var"))
                .withSeed(SEED)
                .generate();
    }
}
