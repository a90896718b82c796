package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Messages of a command that failed on standard error, and its exit status. Control characters are shown escaped. */
final class Failure {
    private static final String TRACE = "jqodi.trace";

    private Failure() {}

    static int badUsage(ParameterException e, PrintStream err) {
        err.println(Text.escaped(String.valueOf(e.getMessage())) + suggestion(e));
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.BAD_USAGE;
    }

    static int of(Exception e, PrintStream err) {
        if (e instanceof ParameterException usage) {
            return badUsage(usage, err);
        }
        if (e instanceof UnknownNameException) {
            err.println(Text.escaped(String.valueOf(e.getMessage())));
            return ExitStatus.BAD_USAGE;
        }
        if (e instanceof BadInputException bad) {
            bad.problems().forEach(problem -> err.println(Text.escaped(problem)));
            return ExitStatus.BAD_INPUT;
        }
        return defect(e, err);
    }

    /** One line; the place it comes from is for those who ask for it. */
    static int defect(Throwable e, PrintStream err) {
        err.println(line(e));
        if (Boolean.getBoolean(TRACE)) {
            e.printStackTrace(err);
        }
        return ExitStatus.DEFECT;
    }

    private static String line(Throwable e) {
        if (has(e, OutOfMemoryError.class)) {
            return "jqodi: no memory left; give it more, as in java -Xmx4g -jar jqodi.jar, or ask for less";
        }
        if (has(e, StackOverflowError.class)) {
            return "jqodi: the input is nested too deeply for the stack; give it more, as in java -Xss16m -jar jqodi.jar";
        }
        return "jqodi failed, which is a defect of this program: " + Text.escaped(e.toString());
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        Throwable each = e;
        for (int depth = 0; each != null && depth < 100; depth++) {
            if (kind.isInstance(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** For a command or an option that is not known. */
    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String asked = unmatched.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        List<String> known = asked.startsWith("-")
                ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
                : List.copyOf(command.getSubcommands().keySet());
        String suggestion = KnownNames.of(known).suggestion(asked.replaceFirst("=.*", ""));
        return suggestion.isEmpty() ? "" : ". " + suggestion;
    }
}
