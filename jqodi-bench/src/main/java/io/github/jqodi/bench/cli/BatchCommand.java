package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.json.PlanLines;
import io.github.jqodi.json.PlanLines.Answered;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi batch}. */
@Command(
        name = "batch",
        description = "Plans many scenarios, one a line in, one plan a line out, in the same order.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "A scenario in one line is a scenario file without line breaks, as 'jq -c .' makes it. An answer is a plan file in one line, also where nothing is feasible, or {\"line\": n, \"error\": \"…\"} with the number of the line from 1; exit status 0 says that every line was answered. Options hold for all lines. What no scenario makes right, as a deadline of 0, is refused before OUT is touched; what an option cannot do with a scenario is the error of its line.",
            "",
            "After a kill, --resume keeps the whole lines of OUT, checks that the last of them answers its line of IN, and goes on after it, with the options of the run before: they are kept in OUT.options, where there are any but --threads, and others are refused. Answers are the same whatever the threads, but for wallMillis. Memory does not grow with the number of lines: 8 lines a thread are held at most, of 64 MiB together or one; a line is 32 MiB at most."
        })
final class BatchCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "Scenarios, one a line; - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "Takes the plans; - for standard output. A file that exists is replaced, but for --resume.")
    @SuppressWarnings("NullAway.Init")
    private String out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Lines at once, each on one thread. Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--resume", description = "Go on with what a run that was ended left in OUT.")
    private boolean resume;

    @Option(
            names = "--only",
            paramLabel = "KEY=VALUE",
            description =
                    "Pins a choice in each scenario: model, bits, quantization, server or cut. Repeatable; several values by commas; a name that holds commas is one value.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "KEY=VALUE", description = "Forbids a choice, in the same way.")
    private List<String> except = new ArrayList<>();

    @Mixin
    private final PlanOptions asked = new PlanOptions();

    BatchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        check();
        Solver solver = asked.solver();
        PlanLines lines = PlanLines.of(problem -> plan(solver, problem), threads);
        try (InputStream scenarios = open()) {
            Answered answered = ProgressLine.during(streams, "batch", () -> answer(lines, scenarios));
            streams.err().println(told(answered));
            return ExitStatus.DONE;
        } catch (CannotWrite e) {
            streams.err().println("jqodi: " + e.getMessage());
            return ExitStatus.CANNOT_WRITE;
        } catch (UncheckedIOException | IOException e) {
            throw new BadInputException(in + ": cannot be read: " + IoReason.text(e));
        }
    }

    private void check() {
        Usage usage = new Usage(spec);
        usage.range("--threads", threads, 1, Usage.MOST_THREADS);
        if (resume && out.equals(STANDARD)) {
            throw usage.bad("--resume needs a file of answers, not standard output");
        }
        if (isSameFile()) {
            throw usage.bad("OUT must be another file than IN, " + in);
        }
        asked.check();
        usage.check(only, pinned -> SelectionOptions.check(pinned, except));
    }

    private boolean isSameFile() {
        try {
            return !in.equals(STANDARD)
                    && !out.equals(STANDARD)
                    && Files.exists(Path.of(out))
                    && Files.exists(Path.of(in))
                    && Files.isSameFile(Path.of(in), Path.of(out));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private InputStream open() throws IOException {
        if (in.equals(STANDARD)) {
            return streams.in();
        }
        try {
            return Files.newInputStream(Path.of(in));
        } catch (InvalidPathException | NoSuchFileException e) {
            throw new BadInputException(in + ": no such file");
        }
    }

    private Answered answer(PlanLines lines, InputStream scenarios) {
        try {
            if (out.equals(STANDARD)) {
                return lines.run(scenarios, new Watched(streams.out()));
            }
            return resume ? resumed(lines, scenarios, Path.of(out)) : begun(lines, scenarios, Path.of(out));
        } catch (ClosedOutput e) {
            throw new CannotWrite("standard output could not be written; what it took is not complete");
        } catch (IOException | InvalidPathException e) {
            throw new CannotWrite(out + " could not be written: " + IoReason.text(e));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }

    private Answered begun(PlanLines lines, InputStream scenarios, Path answers) throws IOException {
        try (OutputStream file = Files.newOutputStream(answers)) {
            options().keep(answers); // not before the answers by other options are gone
            return lines.run(scenarios, file);
        }
    }

    private Answered resumed(PlanLines lines, InputStream scenarios, Path answers) throws IOException {
        if (!Files.exists(answers) || Files.size(answers) == 0) {
            return begun(lines, scenarios, answers);
        }
        KeptOptions before = KeptOptions.of(answers);
        if (!before.equals(options())) {
            throw new Usage(spec)
                    .bad("--resume goes on with the options of the run before, which are " + before + ", not with "
                            + options() + ". Give those, or leave --resume out to answer all lines anew");
        }
        return lines.resume(scenarios, answers);
    }

    private KeptOptions options() {
        return KeptOptions.given(spec.commandLine().getParseResult(), Set.of("--threads", "--resume"));
    }

    private SolveResult plan(Solver solver, Problem read) {
        try {
            Problem problem = asked.applyTo(new Usage(spec)
                    .changed(read, scenario -> scenario.withChoices(SelectionOptions.apply(scenario, only, except))));
            return solver.solve(problem, asked.options(problem).withThreads(1));
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String told(Answered answered) {
        return answered.lines() + " lines answered, " + answered.failed() + " of them with an error"
                + (answered.kept() > 0 ? ", after " + answered.kept() + " answered before" : "");
    }

    /** Standard output that says when nobody reads it any more. */
    private static final class Watched extends FilterOutputStream {
        private final PrintStream watched;

        Watched(PrintStream watched) {
            super(watched);
            this.watched = watched;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            watched.write(bytes, offset, length);
            if (watched.checkError()) {
                throw new ClosedOutput();
            }
        }
    }

    /** Standard output takes no more; why, it does not say. */
    private static final class ClosedOutput extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What was answered cannot be kept. */
    private static final class CannotWrite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotWrite(String message) {
            super(message);
        }
    }
}
