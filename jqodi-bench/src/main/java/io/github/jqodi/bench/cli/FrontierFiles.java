package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Quantization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A frontier as JSON and CSV. */
final class FrontierFiles {
    /** Columns of the CSV and fields of a point in the JSON, in order. */
    static final List<String> COLUMNS =
            List.of("deadlineSeconds", "joulesLimit", "objective", "model", "bits", "quantization", "changes");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FrontierFiles() {}

    static String csv(FrontierCommand.Steps steps) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (Map<String, Object> point : points(steps)) {
            text.append(COLUMNS.stream()
                            .map(column -> Csv.cell(Optional.ofNullable(point.get(column))
                                    .map(Object::toString)
                                    .orElse("")))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    static String json(Problem problem, Rule rule, FrontierCommand.Steps steps) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("scenario", problem.scenario().name());
        root.put("rule", rule.label());
        root.put(
                "objectiveKind",
                ObjectiveKind.of(problem.scenario().objective()).label());
        root.put("deadlineSeconds", problem.scenario().target().deadlineSeconds());
        problem.scenario().target().joules().ifPresent(limit -> root.put("joulesLimit", limit));
        root.put("exact", steps.isExact());
        root.put("complete", steps.isComplete());
        root.put("points", points(steps));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> points(FrontierCommand.Steps steps) {
        List<Map<String, Object>> points = new ArrayList<>();
        List<Step> all = steps.points();
        for (int i = 0; i < all.size(); i++) {
            points.add(point(all.get(i), changes(all, i)));
        }
        return points;
    }

    /** Whether model or width differ from the step before. */
    static boolean changes(List<Step> points, int i) {
        return i > 0 && !points.get(i).pair().equals(points.get(i - 1).pair());
    }

    private static Map<String, Object> point(Step point, boolean changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(point.objectiveKind() == ObjectiveKind.TIME ? "joulesLimit" : "deadlineSeconds", point.limit());
        fields.put("objective", point.objective());
        fields.put("model", point.pair().model());
        if (Quantization.bitWidth(point.pair().quantization()).isPresent()) {
            fields.put("bits", new BigDecimal(point.pair().quantization()));
        } else {
            fields.put("quantization", point.pair().quantization());
        }
        fields.put("changes", changes);
        return fields;
    }
}
