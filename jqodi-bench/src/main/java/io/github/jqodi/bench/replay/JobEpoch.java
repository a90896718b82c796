package io.github.jqodi.bench.replay;

/**
 * Epoch of a job that was played.
 *
 * @param number which, from 1
 * @param server on which it ran
 * @param cut after which layer
 * @param fromSeconds when it began, of the job
 * @param toSeconds when it ended or was broken off
 * @param joules what it took
 * @param isWhole whether it was not broken off
 * @param reason why it ran there, and why it was broken off
 */
public record JobEpoch(
        int number,
        String server,
        int cut,
        double fromSeconds,
        double toSeconds,
        double joules,
        boolean isWhole,
        String reason) {}
