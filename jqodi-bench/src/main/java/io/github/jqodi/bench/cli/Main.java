package io.github.jqodi.bench.cli;

/** The command line. */
public final class Main {
    private Main() {}

    /**
     * Starts it.
     *
     * @param args arguments
     */
    public static void main(String[] args) {
        System.out.println("jqodi");
    }
}
