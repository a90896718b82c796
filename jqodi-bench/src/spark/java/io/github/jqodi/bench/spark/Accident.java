package io.github.jqodi.bench.spark;

import java.io.Serializable;

/** Something that happens to a task before it works, for tests: it may throw, and what was kept may be lost. */
@FunctionalInterface
interface Accident extends Serializable {
    /** Nothing ever happens. */
    Accident NONE = (worker, part, round) -> {};

    /** Before a part is asked in a round, the first being 1. */
    void before(KeptWorkers.KeptWorker worker, int part, int round);
}
