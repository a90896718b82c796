package io.github.jqodi.bench.cli;

import io.github.jqodi.solve.Status;

/** Exit statuses of the command line. */
final class ExitStatus {
    static final int DONE = 0;
    static final int WRONG_PLAN = 1;
    static final int NO_PLAN = 2;
    static final int LIMIT = 3;
    static final int BAD_USAGE = 64;
    static final int BAD_INPUT = 65;
    static final int DEFECT = 70;
    static final int CANNOT_WRITE = 74;

    private ExitStatus() {}

    static int of(Status status) {
        return switch (status) {
            case OPTIMAL, FEASIBLE -> DONE;
            case INFEASIBLE -> NO_PLAN;
            case UNKNOWN -> LIMIT;
        };
    }
}
