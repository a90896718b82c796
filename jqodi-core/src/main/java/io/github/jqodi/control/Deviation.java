package io.github.jqodi.control;

import io.github.jqodi.base.Text;

/** Deviation of a link or a server from how it was when a schedule was planned. */
sealed interface Deviation {
    /** How large it is, relative to before; +∞ where a server has come or gone. */
    double size();

    /**
     * A link with another rate.
     *
     * @param link which one
     * @param factor its rate relative to before, {@code > 0}
     */
    record OfRate(LinkName link, double factor) implements Deviation {
        @Override
        public double size() {
            return Math.abs(factor - 1);
        }

        @Override
        public String toString() {
            return "the rate from " + link + " is " + Text.number(factor) + " times what it was";
        }
    }

    /**
     * A server that is slower or faster, or has come or gone.
     *
     * @param server its name
     * @param before how it was
     * @param now how it is
     */
    record OfServer(String server, ServerState before, ServerState now) implements Deviation {
        @Override
        public double size() {
            return before.isUp() == now.isUp() ? Math.abs(factor() - 1) : Double.POSITIVE_INFINITY;
        }

        /** Time of its computing relative to before. */
        private double factor() {
            return now.slowDown() / before.slowDown();
        }

        @Override
        public String toString() {
            return before.isUp() == now.isUp()
                    ? server + " takes " + Text.number(factor()) + " times as long as it did"
                    : server + (now.isUp() ? " has come" : " has gone");
        }
    }
}
