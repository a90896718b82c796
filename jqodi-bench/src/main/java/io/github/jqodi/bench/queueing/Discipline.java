package io.github.jqodi.bench.queueing;

/** Order in which a station serves. */
enum Discipline {
    /** In the order in which jobs come, one by each executor. */
    FIRST_COME,
    /** All at once, in equal parts. */
    SHARING;

    Station station(int executors) {
        return this == FIRST_COME ? new FirstComeStation(executors) : new SharingStation(executors);
    }
}
