package io.github.jqodi.bench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Entry point of the command line. */
@Command(
        name = "jqodi",
        description = "Plans collaborative fine-tuning and inference of neural networks across device, edge and cloud.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:done; plan: a plan was found",
            "1:verify found the plan wrong",
            "2:there is no feasible plan",
            "3:a limit was reached before any plan was found"
        },
        footer = {
            "",
            "Results go to standard output, everything else to standard error. What runs for longer than two seconds shows there how far it has come, if it is a terminal. Headings are coloured where standard output is a terminal and NO_COLOR is not set. -Djqodi.trace=true before -jar shows where a defect arose."
        })
public final class Main {
    private static final int HELP_WIDTH = 80;

    private Main() {}

    /**
     * Runs a command and exits with its status.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(new Streams(System.in, out, err, Terminal::isStandardError, Ansi.AUTO), args));
    }

    /**
     * Runs a command that nobody watches on a terminal.
     *
     * @param in standard input
     * @param out takes results
     * @param err takes everything else
     * @param args the command and its arguments
     * @return the exit status
     */
    public static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        return run(new Streams(in, out, err, () -> false), args);
    }

    static int run(Streams streams, String... args) {
        int status = statusOf(streams, args);
        if (streams.out().checkError() && status < ExitStatus.BAD_USAGE) {
            streams.err().println("jqodi: standard output could not be written; what it took is not complete");
            return ExitStatus.CANNOT_WRITE;
        }
        return status;
    }

    private static int statusOf(Streams streams, String... args) {
        try {
            CommandLine line = commandLine(streams);
            if (args.length == 0) {
                line.usage(streams.err());
                return ExitStatus.BAD_USAGE;
            }
            return line.execute(args);
        } catch (RuntimeException | Error e) {
            return Failure.defect(e, streams.err());
        }
    }

    static CommandLine commandLine(Streams streams) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new PlanCommand(streams))
                .addSubcommand(new BatchCommand(streams))
                .addSubcommand(new CompareCommand(streams))
                .addSubcommand(new FrontierCommand(streams))
                .addSubcommand(new FleetCommand(streams))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new TreeCommand(streams))
                .addSubcommand(new ScenariosCommand(streams))
                .addSubcommand(new SolversCommand(streams))
                .addSubcommand(ImportCommand.with(streams))
                .addSubcommand(new AssembleCommand(streams))
                .addSubcommand(new EpochsCommand(streams))
                .addSubcommand(new EstimatorsCommand(streams))
                .addSubcommand(new EvaluateCommand(streams))
                .addSubcommand(ReplayCommand.with(streams))
                .addSubcommand(new ReproduceCommand(streams))
                .addSubcommand(new BenchCommand(streams))
                .addSubcommand(new SchemaCommand(streams))
                .addSubcommand(new CompletionCommand(streams));
        documentExitStatuses(line);
        return line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(streams.ansi()))
                .setUsageHelpWidth(HELP_WIDTH)
                .registerConverter(double.class, NumberText::option)
                .registerConverter(Double.class, NumberText::option)
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setParameterExceptionHandler((e, arguments) -> Failure.badUsage(e, streams.err()))
                .setExecutionExceptionHandler((e, command, result) -> Failure.of(e, streams.err()));
    }

    /** Every command can end in these ways; what else it can end in stands at the command. */
    private static void documentExitStatuses(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        Map<String, String> statuses = new LinkedHashMap<>(usage.exitCodeList());
        statuses.putIfAbsent("0", "done");
        statuses.put("64", "bad usage, such as an unknown name");
        statuses.put("65", "bad input");
        statuses.put("70", "a defect of this program, or no memory left");
        statuses.put("74", "output could not be written");
        usage.exitCodeListHeading("%nExit status:%n").exitCodeList(statuses);
        command.getSubcommands().values().forEach(Main::documentExitStatuses);
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
