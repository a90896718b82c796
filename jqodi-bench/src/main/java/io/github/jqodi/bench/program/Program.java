package io.github.jqodi.bench.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A study as a program of its own: results go to standard output, everything else to standard error, and the exit status is the
 * study's or says why it has none: 64 for bad usage, 65 for measurements that cannot be used, 70 for a defect, 74 where a file or
 * standard output could not be read or written.
 */
public final class Program {
    /** Exit status of a study that was done. */
    public static final int DONE = 0;

    /** Exit status where an argument is unknown, missing or wrong. */
    public static final int BAD_USAGE = 64;

    /** Exit status where a file that could be read holds what the study cannot use. */
    public static final int BAD_INPUT = 65;

    /** Exit status of a defect, whose trace is printed. */
    public static final int DEFECT = 70;

    /** Exit status where a file or standard output could not be read or written. */
    public static final int CANNOT_READ_OR_WRITE = 74;

    private static final int HELP_WIDTH = 80;

    private Program() {}

    /**
     * Runs a study and exits with its status.
     *
     * @param study makes the study, a picocli command, that prints its results to a stream
     * @param args its arguments
     */
    public static void main(Function<PrintStream, Callable<Integer>> study, String... args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(study, out, err, args));
    }

    /**
     * Runs a study.
     *
     * @param study makes the study, a picocli command, that prints its results to a stream
     * @param out takes results and help
     * @param err takes everything else
     * @param args its arguments
     * @return the exit status
     */
    public static int run(
            Function<PrintStream, Callable<Integer>> study, PrintStream out, PrintStream err, String... args) {
        Callable<Integer> command = study.apply(out);
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().version("jqodi-bench " + version()).usageMessage().sortOptions(false);
        int status = line.setCommandName("java -cp benchmarks.jar "
                        + command.getClass().getNestHost().getName())
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((e, arguments) -> badUsage(e, err))
                .setExecutionExceptionHandler((e, failed, result) -> failure(e, err))
                .execute(args);
        if (out.checkError() && status == DONE) {
            err.println("standard output could not be written; what it took is not complete");
            return CANNOT_READ_OR_WRITE;
        }
        return status;
    }

    private static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static int badUsage(ParameterException e, PrintStream err) {
        err.println(e.getMessage());
        err.println("Try --help.");
        return BAD_USAGE;
    }

    private static int failure(Exception e, PrintStream err) {
        if (e instanceof IOException) {
            err.println("cannot read or write: " + e);
            return CANNOT_READ_OR_WRITE;
        }
        if (e instanceof IllegalArgumentException) {
            err.println(e.getMessage());
            return BAD_INPUT;
        }
        e.printStackTrace(err);
        return DEFECT;
    }
}
