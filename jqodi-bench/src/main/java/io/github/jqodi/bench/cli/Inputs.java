package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.bench.scenario.BundledFleets;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.json.FleetJson;
import io.github.jqodi.json.FleetPlanJson;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/** Opens what an argument names: a file, {@code -} for standard input, or a bundled scenario or fleet. */
final class Inputs {
    private static final String STANDARD_INPUT = "-";
    private static final String FLEET_FORMAT = "jqodi-fleet/1";

    private InputStream standardInput;

    Inputs(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    Problem scenario(String argument) {
        return read(argument, true, ScenarioJson::read);
    }

    SolveResult plan(String argument) {
        return read(argument, false, PlanJson::read);
    }

    /** A fleet, whose scenarios may stand in files beside it. */
    Fleet fleet(String argument) {
        Path folder = isFile(argument) ? Path.of(argument).toAbsolutePath().resolveSibling("") : Path.of("");
        return read(argument, () -> openFleet(argument), in -> FleetJson.read(in, folder));
    }

    /** A plan of a fleet. */
    FleetResult fleetPlan(String argument, Fleet fleet) {
        return read(argument, false, in -> FleetPlanJson.read(in, fleet));
    }

    /** Whether an argument names a fleet, by the tag at its beginning; standard input can be read afterwards all the same. */
    boolean isFleet(String argument) {
        if (argument.equals(STANDARD_INPUT)) {
            FormatTag tag = FormatTag.of(standardInput);
            standardInput = tag.all();
            return tag.isOf(FLEET_FORMAT);
        }
        if (!isFile(argument)) {
            return BundledFleets.names().contains(argument);
        }
        return Inputs.<Boolean>read(
                argument, () -> open(argument, false), in -> FormatTag.of(in).isOf(FLEET_FORMAT));
    }

    private InputStream openFleet(String argument) throws IOException {
        if (isFile(argument) || !BundledFleets.names().contains(argument)) {
            return open(argument, false);
        }
        return BundledFleets.open(argument);
    }

    private <T> T read(String argument, boolean bundled, Function<InputStream, T> reader) {
        return read(argument, () -> open(argument, bundled), reader);
    }

    /** Opens something that may not be there. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private static <T> T read(String argument, Opening opening, Function<InputStream, T> reader) {
        try (InputStream in = opening.open()) {
            return reader.apply(in);
        } catch (JsonFormatException e) {
            throw new BadInputException(String.valueOf(e.getMessage())
                    .lines()
                    .map(problem -> argument + ": " + problem)
                    .toList());
        } catch (UncheckedIOException | IOException e) {
            throw new BadInputException(argument + ": cannot be read: " + IoReason.text(e));
        }
    }

    private InputStream open(String argument, boolean bundled) throws IOException {
        if (argument.equals(STANDARD_INPUT)) {
            return standardInput;
        }
        if (isFile(argument)) {
            return Files.newInputStream(Path.of(argument));
        }
        if (bundled && BundledScenarios.names().contains(argument)) {
            return BundledScenarios.open(argument);
        }
        throw bundled ? unknown(argument) : new BadInputException(argument + ": no such file");
    }

    /** What is close to a name is taken for one, anything else for a file that is not there. */
    private static RuntimeException unknown(String argument) {
        String message = argument + ": no such file, and no bundled scenario either; these are "
                + String.join(", ", BundledScenarios.names());
        String suggestion = KnownNames.of(BundledScenarios.names()).suggestion(argument);
        return suggestion.isEmpty()
                ? new BadInputException(message)
                : new UnknownNameException(message + ". " + suggestion);
    }

    private static boolean isFile(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
