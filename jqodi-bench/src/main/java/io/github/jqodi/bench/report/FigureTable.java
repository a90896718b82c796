package io.github.jqodi.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures with what they depend on, as text, CSV and JSON. */
public final class FigureTable {
    private static final List<String> COLUMNS =
            List.of("what", "detail", "value", "bound", "atLeast", "atMost", "stretch", "unit", "reached");

    private final Map<String, String> facts;
    private final List<Figure> figures;

    /**
     * Collects what a table shows.
     *
     * @param facts names and values of what the figures depend on, in the order they are to be shown
     * @param figures one for each row
     */
    public FigureTable(Map<String, String> facts, List<Figure> figures) {
        this.facts = new LinkedHashMap<>(facts);
        this.figures = List.copyOf(figures);
    }

    /**
     * {@return the facts and a table in Markdown, which is also good to read as it is}
     */
    public String text() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"what", "detail", "measured", "bar", "stretch", "reached"});
        rows.add(new String[] {"---", "---", "--:", "--:", "--:", "---"});
        for (Figure f : figures) {
            rows.add(new String[] {f.what(), f.detail(), f.valueText(), f.targetText(), f.stretchText(), f.reached()});
        }
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }

    /**
     * {@return one line for each figure, after a line of column names}
     */
    public String csv() {
        return String.join(",", COLUMNS) + "\n"
                + figures.stream()
                        .map(figure -> values(figure).values().stream()
                                .map(value -> Csv.cell(value.toString()))
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /**
     * {@return an object with the facts and an array of figures}
     * @throws IOException never, the text is written to memory
     */
    public String json() throws IOException {
        Map<String, Object> root = new LinkedHashMap<>(facts);
        root.put("figures", figures.stream().map(FigureTable::values).toList());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /**
     * Writes the three forms, as {@code NAME.md}, {@code NAME.csv} and {@code NAME.json}.
     *
     * @param folder is made if it is not there
     * @param name of the files
     * @throws IOException if a file cannot be written
     */
    public void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), text());
        Files.writeString(folder.resolve(name + ".csv"), csv());
        Files.writeString(folder.resolve(name + ".json"), json());
    }

    private static Map<String, Object> values(Figure f) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("what", f.what());
        values.put("detail", f.detail());
        values.put("value", f.value());
        values.put("bound", f.bound());
        values.put("atLeast", given(f.atMost() ? Double.NaN : f.target()));
        values.put("atMost", given(f.atMost() ? f.target() : Double.NaN));
        values.put("stretch", given(f.stretch()));
        values.put("unit", f.unit());
        values.put("reached", f.reached());
        return values;
    }

    private static Object given(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
