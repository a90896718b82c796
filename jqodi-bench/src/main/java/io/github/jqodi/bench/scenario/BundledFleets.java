package io.github.jqodi.bench.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The fleet files that come with the command line. */
public final class BundledFleets {
    private static final List<String> NAMES = List.of("city-cameras");

    private BundledFleets() {}

    /**
     * {@return their names}
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The file of a bundled fleet.
     *
     * @param name one of {@link #names()}
     * @return its text, to be closed by the caller
     * @throws IOException if it cannot be opened
     */
    public static InputStream open(String name) throws IOException {
        return Objects.requireNonNull(BundledFleets.class.getResourceAsStream(name + ".json"), name);
    }
}
