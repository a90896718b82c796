package io.github.jqodi.bench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** Entry point of the command line. */
@Command(
        name = "jqodi",
        description = "Plans collaborative fine-tuning and inference of neural networks across device, edge and cloud.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; plan: a plan was found",
            "1:verify found the plan wrong",
            "2:there is no feasible plan",
            "3:a limit was reached before any plan was found",
            "64:bad usage",
            "65:bad input",
            "70:a defect of this program"
        })
public final class Main {
    private Main() {}

    /**
     * Runs a command and exits with its status.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = run(System.in, out, err, args);
        out.flush();
        System.exit(status);
    }

    /**
     * Runs a command.
     *
     * @param in standard input
     * @param out takes results
     * @param err takes everything else
     * @param args the command and its arguments
     * @return the exit status
     */
    public static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        Streams streams = new Streams(in, out, err);
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new PlanCommand(streams))
                .addSubcommand(new CompareCommand(streams))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new TreeCommand(streams))
                .addSubcommand(new ScenariosCommand(streams))
                .addSubcommand(new SolversCommand(streams))
                .addSubcommand(new EpochsCommand(streams))
                .addSubcommand(new EstimatorsCommand(streams))
                .addSubcommand(new EvaluateCommand(streams))
                .addSubcommand(new BenchCommand(streams))
                .addSubcommand(new SchemaCommand(streams));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setParameterExceptionHandler((e, arguments) -> badUsage(e, err))
                .setExecutionExceptionHandler((e, command, result) -> failed(e, command, err));
        if (args.length == 0) {
            line.usage(err);
            return ExitStatus.BAD_USAGE;
        }
        return line.execute(args);
    }

    private static int badUsage(ParameterException e, PrintStream err) {
        err.println(e.getMessage());
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.BAD_USAGE;
    }

    private static int failed(Exception e, CommandLine command, PrintStream err) {
        if (e instanceof ParameterException usage) {
            return badUsage(usage, err);
        }
        if (e instanceof BadInputException) {
            err.println(e.getMessage());
            return ExitStatus.BAD_INPUT;
        }
        err.println(command.getCommandSpec().qualifiedName() + " failed: " + e);
        if (Boolean.getBoolean("jqodi.debug")) {
            e.printStackTrace(err);
        }
        return ExitStatus.DEFECT;
    }

    /** The version in the manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"jqodi " + (version == null ? "development" : version)};
        }
    }
}
