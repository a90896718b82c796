package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.estimators.evaluate.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Scores of several estimators, one row each. */
final class ScoreTable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double DECIMALS = 1e4;

    private final List<Row> rows = new ArrayList<>();

    /** Adds a row; {@code seen} is empty where no share of a run is shown. */
    void add(String seen, String estimator, Scores scores) {
        rows.add(new Row(seen, estimator, scores.all().count(), numbers(scores)));
    }

    String format(TableFormat format) {
        return switch (format) {
            case text -> text();
            case csv -> csv();
            case json -> json();
        };
    }

    private static Map<String, OptionalDouble> numbers(Scores scores) {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        var reachable = scores.reachable();
        numbers.put("mae", reachable.point().meanAbsoluteError());
        numbers.put("rnd_mae", scores.random().point().meanAbsoluteError());
        numbers.put("coverage", reachable.robust().coverage());
        numbers.put("kept", reachable.robust().kept());
        numbers.put("finite", reachable.robust().finite());
        numbers.put("sharpness", reachable.robust().sharpness());
        numbers.put("pinball50", reachable.pinball().at50());
        numbers.put("pinball90", reachable.pinball().at90());
        numbers.put("broken", scores.unreachable().broken());
        numbers.put("detected", scores.unreachable().detected());
        numbers.put("brier", scores.all().brier());
        numbers.put("auc", scores.all().auc());
        numbers.put("coverage_all", scores.all().coverage());
        return numbers;
    }

    private List<String> names() {
        return rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).numbers.keySet());
    }

    private String text() {
        List<String> headings = new ArrayList<>(List.of("seen", "estimator", ">questions"));
        names().forEach(name -> headings.add(">" + name));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (Row row : rows) {
            table.row(row.cells("-", 3).toArray(String[]::new));
        }
        return table.toString();
    }

    private String csv() {
        StringBuilder text = new StringBuilder("seen,estimator,questions,")
                .append(String.join(",", names()))
                .append('\n');
        for (Row row : rows) {
            text.append(row.cells("", 4).stream().map(Csv::cell).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private String json() {
        ArrayNode list = MAPPER.createArrayNode();
        for (Row row : rows) {
            ObjectNode object = list.addObject();
            if (row.seen.isEmpty()) {
                object.putNull("seen");
            } else {
                object.put("seen", Double.parseDouble(row.seen));
            }
            object.put("estimator", row.estimator).put("questions", row.questions);
            row.numbers.forEach((name, value) -> {
                if (value.isPresent()) {
                    object.put(name, Math.rint(value.getAsDouble() * DECIMALS) / DECIMALS);
                } else {
                    object.putNull(name);
                }
            });
        }
        return list.toPrettyString() + "\n";
    }

    private record Row(String seen, String estimator, int questions, Map<String, OptionalDouble> numbers) {
        List<String> cells(String nothing, int decimals) {
            List<String> cells =
                    new ArrayList<>(List.of(seen.isEmpty() ? nothing : seen, estimator, String.valueOf(questions)));
            for (OptionalDouble value : numbers.values()) {
                cells.add(
                        value.isPresent()
                                ? String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
                                : nothing);
            }
            return cells;
        }
    }
}
