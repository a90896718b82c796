package io.github.jqodi.bench.reproduce;

/** Standing of a value of ours beside the published one. */
public enum Kind {
    /** Taken over from the paper as an input, and read back; agreement says nothing. */
    GIVEN("given", "an input taken over from the paper, read back; agreement proves nothing"),

    /** Coefficients were chosen so that the equations give it; agreement says that the equations can. */
    FITTED(
            "fitted",
            "unpublished coefficients were chosen so that the equations give it; agreement says that they can"),

    /** Follows from the equations without having been used to choose anything. */
    PREDICTED("predicted", "follows from equations and inputs and was used to choose nothing"),

    /** Timed or counted on this machine. */
    MEASURED("measured", "timed on this machine; differs between runs"),

    /** The paper does not tell what it would take. */
    NOT_REPRODUCIBLE("not reproducible", "the paper does not tell what it would take");

    private final String label;
    private final String meaning;

    Kind(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /**
     * {@return the name for people and files}
     */
    public String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }
}
