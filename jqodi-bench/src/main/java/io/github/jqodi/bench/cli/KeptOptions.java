package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options by which a file of answers is made, kept in a file beside it, so that a run that goes on with it can be held to them.
 * Without any there is no such file.
 *
 * @param text one option a line, sorted
 */
record KeptOptions(String text) {
    private static final String SUFFIX = ".options";

    /** The options that were given, but for those that change no answer. */
    static KeptOptions given(ParseResult parsed, Set<String> withoutEffect) {
        return new KeptOptions(parsed.matchedOptions().stream()
                .filter(option -> !withoutEffect.contains(option.longestName()))
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .flatMap(option ->
                        option.originalStringValues().stream().map(value -> option.longestName() + " " + value))
                .collect(Collectors.joining("\n")));
    }

    /** Those that a file of answers was made with. */
    static KeptOptions of(Path answers) {
        Path file = beside(answers);
        try {
            return new KeptOptions(Files.exists(file) ? Files.readString(file).strip() : "");
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + IoReason.text(e));
        }
    }

    /** Keeps them beside a file that holds no answer yet; what is no file, as a pipe, is never gone on with. */
    void keep(Path answers) throws IOException {
        if (!Files.isRegularFile(answers)) {
            return;
        }
        if (text.isEmpty()) {
            Files.deleteIfExists(beside(answers));
        } else {
            Files.writeString(beside(answers), text + "\n");
        }
    }

    private static Path beside(Path answers) {
        return answers.resolveSibling(answers.getFileName() + SUFFIX);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "none" : text.replace('\n', ' ');
    }
}
