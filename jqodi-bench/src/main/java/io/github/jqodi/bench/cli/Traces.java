package io.github.jqodi.bench.cli;

import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveReader;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import io.github.jqodi.estimators.trace.TargetRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens files of curves, seeds and targets; {@code -} is standard input. */
final class Traces {
    private static final Observations NOTHING = new Observations(List.of(), List.of());

    private final InputStream standardInput;

    Traces(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    Observations observations(String argument) {
        return read(argument, CurveReader::observations);
    }

    /** Past runs, which must be of the kind of what was observed. */
    Observations history(Optional<String> argument, Observations observed) {
        if (argument.isEmpty()) {
            return NOTHING;
        }
        Observations history = observations(argument.get());
        if (observed.curves().isEmpty() != history.curves().isEmpty() && !history.equals(NOTHING)) {
            throw new BadInputException(argument.get() + ": must hold "
                    + (observed.curves().isEmpty() ? "seeds" : "curves") + " like the other file");
        }
        return history;
    }

    List<TargetRow> targets(String argument) {
        return read(argument, CurveReader::targets);
    }

    private <T> T read(String argument, Function<InputStream, T> reader) {
        try (InputStream in = open(argument)) {
            return reader.apply(in);
        } catch (TextFormatException e) {
            throw new BadInputException(argument + ": " + e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            throw new BadInputException(argument + ": cannot be read: " + e.getMessage());
        }
    }

    private InputStream open(String argument) throws IOException {
        if (argument.equals("-")) {
            return standardInput;
        }
        try {
            if (Files.exists(Path.of(argument))) {
                return Files.newInputStream(Path.of(argument));
            }
        } catch (InvalidPathException e) {
            throw new BadInputException(argument + ": no such file");
        }
        throw new BadInputException(argument + ": no such file");
    }
}
