package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.ProgramRun;
import org.junit.jupiter.api.Test;

/** The short form of the soak: plans of threads that share solvers are those of fresh planners. */
class SoakTest {
    @Test
    void threadsThatShareSolversPlanAsFreshPlannersDo() {
        ProgramRun run = ProgramRun.of(Soak::new, "--plans", "2000", "--threads", "4");
        assertTrue(run.out().contains("2000 plans by 4 threads: 0 differ from those of a fresh planner"), run.out());
        assertEquals(Program.DONE, run.status(), run.out());
    }
}
