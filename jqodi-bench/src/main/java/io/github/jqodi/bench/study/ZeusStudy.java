package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.study.ZeusJob.Choice;
import io.github.jqodi.bench.study.ZeusJob.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Plans the runs that Zeus measured, from half of their seeds, and plays the plans and what a practitioner would fix with the other
 * half: energy, and how often the deadline is met.
 *
 * <p>Run {@code java -cp jqodi-bench/target/benchmarks.jar io.github.jqodi.bench.study.ZeusStudy FOLDER}.
 */
@Command(
        description = "Plans measured trainings from half of their seeds and plays them with the other half.",
        mixinStandardHelpOptions = true)
public final class ZeusStudy implements Callable<Integer> {
    private static final double[] SLACKS = {1.1, 1.5, 3};
    private static final double CONFIDENCE = 0.9;

    private final PrintStream out;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Holds epochs/zeus_epochs_to_target.csv and power/zeus_power_GPU.csv.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    ZeusStudy(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the table.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        Program.main(ZeusStudy::new, args);
    }

    /** What a way to choose came to, over all jobs and seeds held back. */
    static final class Tally {
        private double joules;
        private int runs;
        private int met;

        private void add(List<Outcome> outcomes) {
            for (Outcome outcome : outcomes) {
                runs++;
                met += outcome.met() ? 1 : 0;
            }
            // Each job counts the same, however many seeds it has.
            joules += outcomes.stream().mapToDouble(Outcome::joules).average().orElse(0);
        }

        double met() {
            return (double) met / runs;
        }

        double joules() {
            return joules;
        }

        int runs() {
            return runs;
        }

        @Override
        public String toString() {
            return joules + " J, " + met + " of " + runs + " in time";
        }
    }

    @Override
    public Integer call() throws IOException {
        List<ZeusJob> jobs = ZeusJob.all(ZeusRuns.read(folder));
        out.printf(Locale.ROOT, "%d tasks and targets, confidence %s%n%n", jobs.size(), CONFIDENCE);
        out.println("| deadline | jobs | way | energy of the plans' | in time |");
        out.println("|---|---|---|---|---|");
        for (double slack : SLACKS) {
            Map<String, Tally> records = records(jobs, slack);
            double planned = Objects.requireNonNull(records.get("planned")).joules();
            records.forEach((way, record) -> out.printf(
                    Locale.ROOT,
                    "| %.1f x fastest | %d | %s | %.0f %% | %.1f %% of %d |%n",
                    slack,
                    jobs.size(),
                    way,
                    100 * record.joules() / planned,
                    100 * record.met(),
                    record.runs()));
        }
        return Program.DONE;
    }

    /** What all ways come to at a deadline, which is a multiple of the shortest time in which all known seeds get there. */
    static Map<String, Tally> records(List<ZeusJob> jobs, double slack) {
        Map<String, Tally> records = new LinkedHashMap<>();
        for (ZeusJob job : jobs) {
            double deadline = slack * job.fastestSeconds();
            Optional<Choice> planned = job.planned(deadline, CONFIDENCE);
            if (planned.isPresent()) {
                play(records, "planned", job, planned.get(), deadline);
                play(records, "fastest at full power", job, job.fastest(), deadline);
                play(records, "the same at least power", job, job.leastPower(), deadline);
                play(records, "fewest epochs at full power", job, job.fewestEpochs(), deadline);
                play(records, "largest batch at full power", job, job.largestBatch(), deadline);
            }
        }
        return records;
    }

    private static void play(Map<String, Tally> records, String way, ZeusJob job, Choice choice, double deadline) {
        records.computeIfAbsent(way, each -> new Tally()).add(job.played(choice, deadline));
    }

    @Override
    public String toString() {
        return "study of the traces in " + folder;
    }
}
