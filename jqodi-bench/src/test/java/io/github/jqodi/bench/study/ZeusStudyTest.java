package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.study.ZeusJob.Choice;
import io.github.jqodi.bench.study.ZeusStudy.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measured trainings, planned from half of their seeds and played with the other half. */
class ZeusStudyTest {
    /** Two batch sizes and one GPU of two limits of power, worked by hand: batch 8 never gets there for one seed. */
    @Test
    void aPlanIsTheCheapestThatAllKnownSeedsReachInTime(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("epochs"));
        Files.createDirectories(folder.resolve("power"));
        StringBuilder epochs = new StringBuilder(
                "dataset,network,batch_size,optimizer,learning_rate,run,target_metric,target_epoch\n");
        int[] fast = {10, 12, 10, 12};
        for (int run = 0; run < 4; run++) {
            epochs.append("set,net,16,sgd,0.1,")
                    .append(run)
                    .append(",0.5,")
                    .append(fast[run])
                    .append('\n');
            epochs.append("set,net,8,sgd,0.1,")
                    .append(run)
                    .append(",0.5,")
                    .append(run == 2 ? "nan" : "5")
                    .append('\n');
        }
        Files.writeString(folder.resolve("epochs/zeus_epochs_to_target.csv"), epochs);
        String header = "dataset,network,batch_size,optimizer,power_limit,time_per_epoch,average_power\n";
        Files.writeString(
                folder.resolve("power/zeus_power_a40.csv"),
                header + "set,net,16,sgd,100,2,90\nset,net,16,sgd,200,1,190\nset,net,8,sgd,100,1,90\n");
        for (String gpu : List.of("p100", "rtx6000", "v100")) {
            Files.writeString(
                    folder.resolve("power/zeus_power_" + gpu + ".csv"), header + "other,net,16,sgd,100,2,90\n");
        }
        ZeusJob job = ZeusJob.all(ZeusRuns.read(folder)).get(0);
        assertEquals("set net sgd to 0.5", job.label());
        assertEquals(10, job.fastestSeconds());
        Choice loose = job.planned(100, 0.9).orElseThrow();
        assertEquals("batch 16, rate 0.1", loose.configuration());
        assertEquals(100, loose.parts().get(0).epoch().watts());
        assertEquals(12 * 2 * 90, job.played(loose, 100).get(0).joules(), 1e-9);
        Choice tight = job.planned(12, 0.9).orElseThrow();
        assertTrue(tight.parts().stream().anyMatch(part -> part.epoch().watts() == 200), tight::toString);
        assertEquals(200, job.fastest().parts().get(0).epoch().watts());
        assertEquals(100, job.leastPower().parts().get(0).epoch().watts());
        assertTrue(job.played(job.leastPower(), 15).stream().noneMatch(ZeusJob.Outcome::met));
        assertEquals(15 * 90, job.played(job.leastPower(), 15).get(0).joules(), 1e-9);
    }

    @Test
    void plansTakeLessEnergyThanFixedChoicesAndKeepTheirDeadlines() throws IOException {
        List<ZeusJob> jobs = ZeusJob.all(ZeusRuns.read(data()));
        assertEquals(28, jobs.size());
        Map<String, Tally> records = ZeusStudy.records(jobs, 1.5);
        Tally planned = Objects.requireNonNull(records.get("planned"));
        Tally fastest = Objects.requireNonNull(records.get("fastest at full power"));
        assertEquals(80, planned.runs());
        assertTrue(planned.met() >= 0.95, planned::toString);
        assertTrue(fastest.joules() >= 1.2 * planned.joules(), fastest::toString);
        assertTrue(
                Objects.requireNonNull(records.get("the same at least power")).met() < 0.6);
    }

    @Test
    void theTableIsPrinted() {
        ProgramRun run = ProgramRun.of(ZeusStudy::new, data().toString());
        assertEquals(Program.DONE, run.status(), run.out());
        assertTrue(run.out().contains("| 1.5 x fastest | 28 | planned | 100 % | 96.3 % of 80 |"), run.out());
    }

    private static Path data() {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        return Path.of(folder);
    }
}
