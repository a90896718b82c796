package io.github.jqodi.control;

import io.github.jqodi.base.Text;

/**
 * Entry of the log of a run.
 *
 * @param epochsDone how many epochs were done
 * @param seconds since the start
 * @param kind what it is of
 * @param text one line, for people
 */
public record RunEvent(int epochsDone, double seconds, Kind kind, String text) {
    /** What happened. */
    public enum Kind {
        /** The run was started, or taken up again. */
        START,
        /** A schedule was planned. */
        PLAN,
        /** The schedule planned before goes on. */
        KEEP,
        /** Nothing can run. */
        WAIT,
        /** An epoch is over. */
        EPOCH,
        /** Links or servers have changed. */
        NEWS,
        /** An epoch was broken off. */
        BREAK_OFF,
        /** The run has ended. */
        STOP
    }

    @Override
    public String toString() {
        return Text.number(seconds) + " s, " + Text.count(epochsDone, "epoch") + " done: " + text;
    }
}
