package io.github.jqodi.estimators.evaluate;

/** Kind of a target: the way it was chosen. */
public enum TargetKind {
    /** The running minimum at 70 % of the horizon. */
    R70("r70"),
    /** The running minimum at 50 % of the horizon. */
    R50("r50"),
    /** The running minimum at an epoch drawn by the name of the run. */
    RANDOM("rnd"),
    /** Below anything reached, by 3 % of the least loss, or of what the run fell by where that is 0. */
    UNREACHED("x3"),
    /** Whatever the table of repeated seeds lists. */
    SEED("seed");

    private final String code;

    TargetKind(String code) {
        this.code = code;
    }

    /**
     * {@return the short name used in tables}
     */
    public String code() {
        return code;
    }
}
