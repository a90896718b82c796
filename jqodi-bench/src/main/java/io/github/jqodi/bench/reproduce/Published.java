package io.github.jqodi.bench.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Values that the paper printed, with the place where: the lines of {@code published.csv}, each a key, a place and a value. */
final class Published {
    private static final String FILE = "published.csv";

    private final Map<String, Quote> quotes = new LinkedHashMap<>();

    /**
     * A published value.
     *
     * @param place table, figure or section of the paper
     * @param value as printed
     */
    record Quote(String place, Value value) {}

    private Published(List<String> lines) {
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (cells.length != 3 || quotes.put(cells[0], new Quote(cells[1], Value.parse(cells[2]))) != null) {
                throw new IllegalStateException(
                        FILE + ": '" + line + "' must be key,place,value with a key of its own");
            }
        }
    }

    static Published load() {
        try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream(FILE), FILE)) {
            return new Published(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Quote quote(String key) {
        Quote quote = quotes.get(key);
        if (quote == null) {
            throw new IllegalStateException(FILE + " has no '" + key + "'");
        }
        return quote;
    }

    double number(String key) {
        return quote(key).value().number().orElseThrow();
    }

    String words(String key) {
        return quote(key).value().words();
    }

    Set<String> keys() {
        return quotes.keySet();
    }
}
