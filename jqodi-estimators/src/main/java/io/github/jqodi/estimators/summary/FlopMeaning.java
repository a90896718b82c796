package io.github.jqodi.estimators.summary;

/** The meaning of a column of FLOPs, which tools use for two things. */
public enum FlopMeaning {
    /** A multiply-add is one, as fvcore, thop and ptflops count. */
    MULTIPLY_ADDS(1),
    /** A multiply-add is two operations, as FlopCounterMode of PyTorch, DeepSpeed and data sheets count. */
    OPERATIONS(2);

    private final double perMac;

    FlopMeaning(double perMac) {
        this.perMac = perMac;
    }

    /**
     * Brings a count to multiply-adds.
     *
     * @param flops as counted
     * @return MACs
     */
    public double macs(double flops) {
        return flops / perMac;
    }
}
