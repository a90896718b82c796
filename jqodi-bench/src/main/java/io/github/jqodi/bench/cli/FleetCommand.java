package io.github.jqodi.bench.cli;

import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.json.FleetJson;
import io.github.jqodi.json.FleetPlanJson;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.report.FleetReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi fleet}. */
@Command(
        name = "fleet",
        description = "Plans many devices that share servers, links and cloud, or prints a random fleet.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "CSV columns:",
            "  device            name of the device or type",
            "  count             how many of it",
            "  admitted          true, or false where it is left out",
            "  model             of the plan",
            "  quantization      of the plan, by name; of a bit-width its number",
            "  servers           of the plan, in order, with spaces between",
            "  joules            energy of one by the rule, or what leaving it out weighs",
            "  seconds           of all epochs without waiting",
            "  stretchedSeconds  with it",
            "  reason            why it is left out",
            "JSON is a jqodi-fleet-plan/1, which jqodi-core/docs/format.md tells."
        },
        exitCodeList = {"0:planned; every device may be left out, so that there is always a plan"})
final class FleetCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})/(\\d{1,6})");
    private static final List<Rule> RULES = List.of(Rule.EXPECTED, Rule.ROBUST);

    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FLEET",
            description = "A file, - for standard input, or the name of a bundled fleet: city-cameras.")
    private @Nullable String fleet;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "expected (default) or robust: how energies and loads are weighed.")
    private @Nullable String rule;

    @Option(
            names = "--gap",
            paramLabel = "G",
            description = "Relative distance of value and bound that is enough. Default: ${DEFAULT-VALUE}.")
    private double gap = FleetOptions.DEFAULT_GAP;

    @Option(names = "--threads", paramLabel = "N", description = "Devices priced at once. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "When to give up. Default: never.")
    private @Nullable Double timeLimit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (default), json, csv or html: one page with figures that needs nothing else.")
    private PageFormat format = PageFormat.text;

    @Option(
            names = "--generate",
            paramLabel = "DEVICES/SERVERS",
            description = "Prints a random fleet in place of planning one.")
    private @Nullable String generate;

    @Option(
            names = "--pressure",
            paramLabel = "P",
            description =
                    "With --generate, demand of everybody's own best plan over capacity. Default: ${DEFAULT-VALUE}.")
    private double pressure = 0.9;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "With --generate, of its numbers. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    FleetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Usage usage = new Usage(spec);
        if ((fleet == null) == (generate == null)) {
            throw usage.bad(fleet == null ? "a FLEET or --generate is required" : "--generate takes no FLEET");
        }
        if (generate == null) {
            usage.refuse("is of a fleet that --generate prints", List.of("--pressure", "--seed"));
        } else {
            usage.refuse(
                    "is of planning, and --generate only prints a fleet",
                    List.of("--rule", "--gap", "--threads", "--time-limit", "--format"));
        }
        streams.out().print(generate == null ? planned(fleet) : FleetJson.write(generated(generate)));
        streams.out().flush();
        return ExitStatus.DONE;
    }

    private String planned(@Nullable String argument) {
        FleetOptions options = options();
        Fleet given = new Inputs(streams.in()).fleet(String.valueOf(argument));
        FleetResult result = result(given, options);
        return switch (format) {
            case text -> FleetText.of(result);
            case json -> FleetPlanJson.write(result);
            case csv -> FleetText.csv(result);
            case html -> FleetReport.html(result);
        };
    }

    private FleetResult result(Fleet given, FleetOptions options) {
        try (ProgressLine line = ProgressLine.of(streams, "fleet")) {
            return FleetPlanner.create()
                    .withOptions(options)
                    .withListener(line.fleetListener())
                    .plan(given);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }

    private FleetOptions options() {
        Usage usage = new Usage(spec);
        usage.range("--threads", threads, 1, Usage.MOST_THREADS);
        if (!(gap >= 0 && gap < 1)) {
            throw usage.bad("--gap (" + gap + ") must be at least 0 and below 1");
        }
        FleetOptions options = FleetOptions.DEFAULT
                .withRule(rule == null ? Rule.EXPECTED : usage.rule(rule, RULES))
                .withGap(gap)
                .withThreads(threads);
        return timeLimit == null ? options : options.withTimeLimit(usage.timeLimit(timeLimit));
    }

    private Fleet generated(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new Usage(spec).bad("--generate ('" + size + "') must be DEVICES/SERVERS, as in 100/5");
        }
        try {
            int devices = Integer.parseInt(matcher.group(1));
            return new FleetGenerator(devices, Integer.parseInt(matcher.group(2)), pressure, seed).generate();
        } catch (IllegalArgumentException e) {
            throw new Usage(spec).bad(e.getMessage());
        }
    }
}
