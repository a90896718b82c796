package io.github.jqodi.bench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that an argument names, {@code -} being standard input. */
final class InputFile {
    private InputFile() {}

    static InputStream open(String argument, Streams streams) throws IOException {
        if (argument.equals("-")) {
            return streams.in();
        }
        if (!exists(argument)) {
            throw new BadInputException(argument + ": no such file");
        }
        return Files.newInputStream(Path.of(argument));
    }

    static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
