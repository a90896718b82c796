package io.github.jqodi.fleet;

/**
 * Progress of planning a fleet.
 *
 * @param phase what is being done
 * @param done how much of it: devices, rounds, neighbourhoods, or parts of a proof
 * @param total at most so much there is of it; 0 where that is not known
 * @param lowerBound what is proven so far, -∞ before the first round has ended
 * @param value energy and rejection weights of the best plans so far, +∞ before there are any
 * @param seconds since the start
 */
public record FleetProgress(Phase phase, long done, long total, double lowerBound, double value, double seconds) {
    /** Part of the planning. */
    public enum Phase {
        /** Cost models are asked, device by device. */
        TABLES("tables"),
        /** Prices are looked for, round by round. */
        PRICES("prices"),
        /** Plans are made out of prices. */
        PLANS("plans"),
        /** Plans are improved, neighbourhood by neighbourhood. */
        NEIGHBOURHOODS("neighbourhoods"),
        /** The bound of a small fleet is raised, part by part of all ways to plan it. */
        PROOF("proof"),
        /** All is done, or a limit was reached. */
        DONE("done");

        private final String label;

        Phase(String label) {
            this.label = label;
        }

        /**
         * {@return the name for people, lower case}
         */
        public String label() {
            return label;
        }
    }
}
