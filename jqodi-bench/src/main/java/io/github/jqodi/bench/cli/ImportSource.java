package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.estimators.profile.LayerProfile;
import io.github.jqodi.estimators.text.Unit;
import io.github.jqodi.json.ScenarioPart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Opens files to import, {@code -} being standard input, looks at their beginnings, and prints what they give. */
final class ImportSource {
    private static final int START_BYTES = 1 << 16;

    private final Streams streams;

    ImportSource(Streams streams) {
        this.streams = streams;
    }

    /** Reads a file whose first characters tell what it is. */
    interface Reader<T> {
        /**
         * Reads.
         *
         * @param start the first 64 KiB as text
         * @param in the whole file
         * @return what it holds
         */
        T read(String start, InputStream in) throws IOException;
    }

    <T> T read(String argument, Reader<T> reader) {
        try (InputStream in = InputFile.open(argument, streams)) {
            BufferedInputStream buffered = new BufferedInputStream(in, START_BYTES);
            buffered.mark(START_BYTES);
            String start = new String(buffered.readNBytes(START_BYTES), StandardCharsets.UTF_8);
            buffered.reset();
            return reader.read(start, buffered);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadInputException(argument + ": " + e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            throw new BadInputException(argument + ": cannot be read: " + IoReason.text(e));
        }
    }

    /** Prints measured times as costs of a model, which is named like the file where nobody says. */
    void print(String argument, LayerProfile profile, @Nullable String model) {
        ScenarioPart part = made(
                argument,
                () -> ScenarioPart.EMPTY.withCosts(AnalyticCosts.DEFAULT.withProfile(
                        new Profile(profile.costs(model == null ? stem(argument) : model)))));
        print(argument, part, profile.notes());
    }

    /** What is made of what a file holds; what it refuses is bad input. */
    static <T> T made(String argument, Supplier<T> content) {
        try {
            return content.get();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(argument + ": " + e.getMessage());
        }
    }

    /** Prints a part with notes that name the file; the notes are told on standard error too. */
    void print(String argument, ScenarioPart part, List<String> notes) {
        ScenarioPart noted = part;
        for (String note : notes) {
            String named = name(argument) + ": " + note;
            streams.err().println(Text.escaped(named));
            noted = noted.withNote(named);
        }
        streams.out().print(noted.toJson());
    }

    /** The file's name without its folder. */
    private static String name(String argument) {
        return argument.substring(Math.max(argument.lastIndexOf('/'), argument.lastIndexOf('\\')) + 1);
    }

    /** The file's name without folder and ending, as the name of a model. */
    static String stem(String argument) {
        String name = name(argument);
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** A unit given as an option. */
    static Optional<Unit> unit(CommandSpec spec, String option, @Nullable String text, Unit.Dimension dimension) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Unit.of(text, dimension)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), option + " must be a unit as in ms, W or kWh, not '" + text + "'")));
    }
}
