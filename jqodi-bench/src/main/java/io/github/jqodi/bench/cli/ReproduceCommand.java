package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.Text;
import io.github.jqodi.bench.reproduce.Kind;
import io.github.jqodi.bench.reproduce.Reproduction;
import io.github.jqodi.bench.reproduce.ReproductionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jqodi reproduce}. */
@Command(
        name = "reproduce",
        description = "Recomputes the paper's tables and figures and sets them beside what it printed.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "DIR/index.html is one page with tables and drawings that needs nothing else: Tables II to VIII, Figs. 2, 3, 5 and 7 to 12, the counts of Section IV and the choice of Algorithm 4. Nothing is looked up but what the paper printed; values of ours come from Equations 1 to 13 when the command runs. Table V is timed, warm and in a fresh JVM. Takes some seconds.",
            "",
            "DIR/ID.csv, one for each table or figure (table2, fig7, section4, algorithm4, ...), what is not known empty:",
            "  item        what is told",
            "  unit        of all its numbers",
            "  place       where the paper tells it; empty where its text does not",
            "  published   as the paper prints it",
            "  ours        by the coefficients of paper-data1 and paper-data2",
            "  difference  ours less published, of numbers",
            "  percent     the difference as a percentage of the published number",
            "  agrees      yes where ours, rounded as printed, is the published value",
            "  kind        given, fitted, predicted, measured or not reproducible",
            "  why         reason for that",
            "  lowest      least of the four fitted sets of coefficients",
            "  highest     largest of them; both empty where no set matters",
            "  agreeing    of words, how many sets say as the paper does",
            "  sets        how many sets there are",
            "Given are inputs taken over from the paper; to what is fitted the coefficients were chosen, to what is predicted they were not; measured is timed here.",
            "DIR/ID-points.csv holds what is drawn: panel, series, x (of bars the name of the group) and y; where both are empty a line ends and begins anew. DIR/ID-NAME.csv are further tables, with columns of their own; DIR/index.csv counts the values of each kind, those the paper prints too and those that agree. Everything but Table V is the same in equal runs. Files are written whole and then moved into place; others in DIR stay."
        })
final class ReproduceCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the files; it is made if it is not there.")
    @SuppressWarnings("NullAway.Init")
    private String out;

    ReproduceCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path folder = folder();
        try {
            Files.createDirectories(folder); // before seconds of work whose result could not be kept
            Reproduction reproduction = reproduction();
            tell(reproduction, ReproductionFiles.write(reproduction, folder), folder);
            return ExitStatus.DONE;
        } catch (IOException e) {
            streams.err().println(Text.escaped("--out " + folder + ": cannot be written: " + IoReason.withFile(e)));
            return ExitStatus.CANNOT_WRITE;
        }
    }

    private void tell(Reproduction reproduction, int files, Path folder) {
        streams.out()
                .println(Text.escaped(files + " files in " + folder + ", to begin with " + ReproductionFiles.PAGE));
        for (Kind kind : Kind.values()) {
            streams.out().printf("  %4d %s%n", reproduction.count(kind), kind.label());
        }
        streams.out().flush();
    }

    private Reproduction reproduction() {
        try (ProgressLine line = ProgressLine.of(streams, "reproduce", Reproduction.steps())) {
            return Reproduction.of(title -> {
                line.step();
                line.say(title);
            });
        }
    }

    private Path folder() {
        try {
            return Path.of(out);
        } catch (InvalidPathException e) {
            throw new ParameterException(
                    spec.commandLine(), "--out: '" + out + "' is no folder's name: " + e.getReason());
        }
    }
}
