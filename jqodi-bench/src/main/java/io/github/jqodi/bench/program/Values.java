package io.github.jqodi.bench.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Values of options within their ranges; picocli puts the name of the option before what they say of a wrong one. */
public final class Values {
    private Values() {}

    /** Whole numbers of at least 1. */
    public static final class Positive implements ITypeConverter<Integer> {
        /** For picocli. */
        public Positive() {}

        @Override
        public Integer convert(String text) {
            return whole(text, 1);
        }
    }

    /** Whole numbers of at least 0. */
    public static final class Count implements ITypeConverter<Integer> {
        /** For picocli. */
        public Count() {}

        @Override
        public Integer convert(String text) {
            return whole(text, 0);
        }
    }

    /** Numbers in (0, 1). */
    public static final class Share implements ITypeConverter<Double> {
        /** For picocli. */
        public Share() {}

        @Override
        public Double convert(String text) {
            return real(text, x -> x > 0 && x < 1, "must be a number in (0, 1)");
        }
    }

    /** Numbers in [0, 1]. */
    public static final class Closed implements ITypeConverter<Double> {
        /** For picocli. */
        public Closed() {}

        @Override
        public Double convert(String text) {
            return real(text, x -> x >= 0 && x <= 1, "must be a number in [0, 1]");
        }
    }

    /** Numbers in (0.5, 1), as the confidence of a target. */
    public static final class Confidence implements ITypeConverter<Double> {
        /** For picocli. */
        public Confidence() {}

        @Override
        public Double convert(String text) {
            return real(text, x -> x > 0.5 && x < 1, "must be a number in (0.5, 1)");
        }
    }

    /** Folders that are there. */
    public static final class Folder implements ITypeConverter<Path> {
        /** For picocli. */
        public Folder() {}

        @Override
        public Path convert(String text) {
            if (text.isEmpty() || !Files.isDirectory(Path.of(text))) {
                throw wrong("must be a folder that is there", text);
            }
            return Path.of(text);
        }
    }

    /**
     * Arguments of which there may be none, for which picocli would say that they are unknown where a converter refuses them.
     *
     * @param command whose usage is told
     * @param texts the arguments
     * @param parse throws {@link IllegalArgumentException} for a wrong one
     * @param <T> what they stand for
     * @return one for each
     * @throws ParameterException if one is wrong
     */
    public static <T> List<T> all(CommandSpec command, List<String> texts, Function<String, T> parse) {
        try {
            return texts.stream().map(parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private static int whole(String text, int least) {
        String rule = "must be a whole number from " + least + " to " + Integer.MAX_VALUE;
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(rule, text);
        }
        throw wrong(rule, text);
    }

    private static double real(String text, Predicate<Double> range, String rule) {
        try {
            double value = Double.parseDouble(text);
            if (range.test(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(rule, text);
        }
        throw wrong(rule, text);
    }

    private static TypeConversionException wrong(String rule, String text) {
        return new TypeConversionException(rule + ", is '" + text + "'");
    }
}
