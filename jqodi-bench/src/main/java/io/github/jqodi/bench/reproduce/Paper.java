package io.github.jqodi.bench.reproduce;

/**
 * Sources of every exhibit.
 *
 * @param published what the paper printed
 * @param testbeds its testbed under each fitted parameter set
 */
record Paper(Published published, Testbeds testbeds) {
    static Paper load() {
        Published published = Published.load();
        return new Paper(published, Testbeds.of(published));
    }

    /** The testbed of the bundled paper scenarios. */
    Testbed main() {
        return testbeds.all().get(0);
    }
}
