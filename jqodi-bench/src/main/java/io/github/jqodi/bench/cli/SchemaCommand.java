package io.github.jqodi.bench.cli;

import io.github.jqodi.json.Schemas;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code jqodi schema}. */
@Command(
        name = "schema",
        description = "Prints a JSON Schema (draft 2020-12).",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class SchemaCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            paramLabel = "FORMAT",
            converter = Kind.Converter.class,
            description = "scenario, plan, fleet or fleet-plan.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Kind kind;

    SchemaCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        streams.out()
                .print(
                        switch (kind) {
                            case scenario -> Schemas.scenario();
                            case plan -> Schemas.plan();
                            case fleet -> Schemas.fleet();
                            case fleetPlan -> Schemas.fleetPlan();
                        });
        return ExitStatus.DONE;
    }

    /** The file formats. */
    enum Kind {
        /** Scenario files. */
        scenario,
        /** Plan files. */
        plan,
        /** Fleet files. */
        fleet,
        /** Plans of fleets. */
        fleetPlan;

        @Override
        public String toString() {
            return this == fleetPlan ? "fleet-plan" : name();
        }

        /** Knows the names that help and completion tell. */
        static final class Converter implements ITypeConverter<Kind> {
            @Override
            public Kind convert(String name) {
                return Arrays.stream(values())
                        .filter(kind -> kind.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("'" + name + "' must be one of "
                                + Arrays.stream(values()).map(Kind::toString).collect(Collectors.joining(", "))));
            }
        }
    }
}
