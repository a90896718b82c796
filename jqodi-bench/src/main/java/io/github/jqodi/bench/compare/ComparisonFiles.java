package io.github.jqodi.bench.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON and CSV. */
public final class ComparisonFiles {
    /** Columns of the CSV and fields of a row in the JSON, in order. */
    public static final List<String> COLUMNS = List.of(
            "kind",
            "name",
            "rule",
            "status",
            "feasible",
            "model",
            "bits",
            "quantization",
            "schedule",
            "nominalEpochs",
            "nominalJoules",
            "nominalSeconds",
            "expectedEpochs",
            "expectedJoules",
            "expectedSeconds",
            "robustEpochs",
            "robustJoules",
            "robustSeconds",
            "value",
            "secondsOverDeadline",
            "shareOfOptimum",
            "score",
            "breaks",
            "outside",
            "reason",
            "wallMillis");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComparisonFiles() {}

    /**
     * A table with one line per row and {@link #COLUMNS} as heading; quoted as RFC 4180 says, lines end in a line feed. What
     * is not known is empty; segments of a schedule, labels of what is broken and what is outside are joined by semicolons.
     *
     * @param comparison what to write
     * @return the text
     */
    public static String csv(Comparison comparison) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (ComparisonRow row : comparison.rows()) {
            Map<String, Object> fields = fields(row);
            text.append(COLUMNS.stream()
                            .map(column -> Csv.cell(cell(fields.get(column))))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * An object with scenario, minimised, deadlineSeconds, lossTarget (or accuracyTarget), rows and inference. Rows have the fields
     * {@link #COLUMNS}, those not known left out; schedule, breaks and outside are lists.
     *
     * @param comparison what to write
     * @return the text
     */
    public static String json(Comparison comparison) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("scenario", comparison.scenario());
        root.put("minimised", comparison.minimised().label());
        root.put("deadlineSeconds", comparison.deadlineSeconds());
        root.put(comparison.metric().label() + "Target", comparison.lossTarget());
        root.put("rows", comparison.rows().stream().map(ComparisonFiles::fields).toList());
        root.put(
                "inference",
                comparison.inference().stream()
                        .flatMap(table -> table.rows().stream().map(row -> fields(table, row)))
                        .toList());
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> fields(ComparisonRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", row.kind().label());
        fields.put("name", row.name());
        fields.put("rule", row.rule().label());
        fields.put("status", row.status().name());
        fields.put("feasible", row.feasible());
        row.pair().ifPresent(why -> putPair(why.pair(), fields::put));
        row.plan().ifPresent(plan -> putPlan(plan, fields::put));
        put(fields, "value", row.value());
        put(fields, "secondsOverDeadline", row.secondsOverDeadline());
        put(fields, "shareOfOptimum", row.shareOfOptimum());
        row.score().ifPresent(score -> fields.put("score", score.value()));
        fields.put("breaks", row.breaks());
        fields.put("outside", row.outside());
        if (!row.reason().isEmpty()) {
            fields.put("reason", row.reason());
        }
        if (row.kind() != ComparisonRow.Kind.PAIR) {
            fields.put("wallMillis", row.wallMillis());
        }
        return fields;
    }

    private static void putPair(QuantizedModel pair, BiConsumer<String, Object> fields) {
        fields.accept("model", pair.model());
        if (Quantization.bitWidth(pair.quantization()).isPresent()) {
            fields.accept("bits", new BigDecimal(pair.quantization()));
        } else {
            fields.accept("quantization", pair.quantization());
        }
    }

    private static void putPlan(Plan plan, BiConsumer<String, Object> fields) {
        putPair(plan.pair(), fields);
        fields.accept(
                "schedule",
                plan.schedule().stream().map(ComparisonFiles::fields).toList());
        fields.accept("nominalEpochs", plan.nominal().epochs());
        fields.accept("nominalJoules", plan.nominal().joules());
        fields.accept("nominalSeconds", plan.nominal().seconds());
        fields.accept("expectedEpochs", plan.expected().epochs());
        fields.accept("expectedJoules", plan.expected().joules());
        fields.accept("expectedSeconds", plan.expected().seconds());
        fields.accept("robustEpochs", plan.robust().epochs());
        fields.accept("robustJoules", plan.robust().joules());
        fields.accept("robustSeconds", plan.robust().seconds());
    }

    private static Map<String, Object> fields(Segment segment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fromEpoch", segment.fromEpoch());
        fields.put("toEpoch", segment.toEpoch());
        segment.server().ifPresent(server -> fields.put("server", server));
        fields.put("cut", segment.cut());
        return fields;
    }

    private static Map<String, Object> fields(InferenceTable table, InferenceTable.Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putPair(table.pair(), fields::put);
        fields.put("samples", table.samples());
        row.server().ifPresent(server -> fields.put("server", server));
        fields.put("cut", row.cut());
        fields.put("open", row.open());
        row.cost().ineffective().ifPresentOrElse(why -> fields.put("reason", why.message()), () -> {
            fields.put("seconds", row.cost().seconds());
            fields.put("joules", row.cost().joules());
        });
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, OptionalDouble value) {
        value.ifPresent(number -> fields.put(name, number));
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ComparisonFiles::item).collect(Collectors.joining(";"));
        }
        return Optional.ofNullable(value).map(Object::toString).orElse("");
    }

    private static String item(Object item) {
        return item instanceof Map<?, ?> segment
                ? segment.get("fromEpoch") + "-" + segment.get("toEpoch") + ":"
                        + Objects.requireNonNullElse(segment.get("server"), "") + ":" + segment.get("cut")
                : item.toString();
    }
}
