package io.github.jqodi.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.base.Check;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A part of a scenario file: some fields of {@code jqodi-scenario/1}, the rest still missing. Importers give parts, {@link #and}
 * joins them, and {@link #toProblem()} reads the whole as strictly as a file. Immutable: each {@code with…} gives a larger part.
 *
 * <pre>{@code
 * ScenarioPart part = ScenarioPart.EMPTY
 *         .withModel("tiny", List.of(new Layer("conv", 1e6, 1e3, 400), new Layer("head", 4e3, 4e3, 10)), List.of(1))
 *         .withMetric("tiny", Metric.LOSS, 2.3)
 *         .withNote("layers of tiny: counted by hand");
 * String json = part.toJson();
 * }</pre>
 */
public final class ScenarioPart {
    /** Nothing yet. */
    public static final ScenarioPart EMPTY = new ScenarioPart(PartNodes.object());

    private final ObjectNode fields;

    private ScenarioPart(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a part.
     *
     * @param json an object that holds some of a scenario's fields; their content is looked at by {@link #toProblem()}
     * @return the part
     * @throws JsonFormatException if it is no JSON object, or beyond the bounds of a scenario file
     */
    public static ScenarioPart parse(String json) {
        return new ScenarioPart(PartNodes.parse(json));
    }

    /**
     * The part that is a whole scenario.
     *
     * @param problem one that {@link ScenarioJson#write(Problem)} takes
     * @return all its fields
     * @throws IllegalArgumentException if estimates or costs are the caller's own code
     */
    public static ScenarioPart of(Problem problem) {
        return parse(ScenarioJson.write(problem));
    }

    /**
     * Joins two parts. Objects are joined field by field, models, servers and quantizations by their names; notes, estimates,
     * measured entries and profiles are put one after the other, bit-widths without repetition. Profiled costs are analytic ones
     * with a profile, and join with them.
     *
     * @param other the part to add
     * @return a part that holds what both hold
     * @throws IllegalArgumentException if both give a field with different values; the message names it
     */
    public ScenarioPart and(ScenarioPart other) {
        return new ScenarioPart(PartNodes.joined(fields, other.fields));
    }

    /**
     * The part with a name.
     *
     * @param name of the scenario
     * @return a larger part
     */
    public ScenarioPart withName(String name) {
        return with(json -> json.text("name", name));
    }

    /**
     * The part with a note more.
     *
     * @param note where a number comes from, or what is assumed
     * @return a larger part
     */
    public ScenarioPart withNote(String note) {
        return with(json -> json.texts("notes", List.of(note)));
    }

    /**
     * The part with a target.
     *
     * @param target deadline, and loss or accuracy
     * @return a larger part
     */
    public ScenarioPart withTarget(Target target) {
        return with(json -> json.object("target", inner -> ScenarioWriter.target(inner, target)));
    }

    /**
     * The part with a cloud.
     *
     * @param cloud the cloud
     * @return a larger part
     */
    public ScenarioPart withCloud(Cloud cloud) {
        return with(json -> ScenarioWriter.cloud(json, cloud));
    }

    /**
     * The part with a device.
     *
     * @param device the device
     * @return a larger part
     */
    public ScenarioPart withDevice(Device device) {
        return with(json -> ScenarioWriter.device(json, device));
    }

    /**
     * The part with a server.
     *
     * @param server with or without links
     * @return a larger part
     */
    public ScenarioPart withServer(EdgeServer server) {
        return with(json -> json.list("edgeServers", List.of(server), ScenarioWriter::server));
    }

    /**
     * The part with the link between a server and the device.
     *
     * @param server name of the server
     * @param link rates, energy and latency
     * @return a larger part
     */
    public ScenarioPart withDeviceLink(String server, Link link) {
        return with(json -> json.list("edgeServers", List.of(link), (inner, each) -> {
            inner.text("name", server);
            ScenarioWriter.link(inner, "deviceLink", each);
        }));
    }

    /**
     * The part with the link between the cloud and a server.
     *
     * @param server name of the server
     * @param link rates, energy and latency
     * @return a larger part
     */
    public ScenarioPart withCloudLink(String server, Link link) {
        return with(json -> json.list("edgeServers", List.of(link), (inner, each) -> {
            inner.text("name", server);
            ScenarioWriter.link(inner, "cloudLink", each);
        }));
    }

    /**
     * The part with quantizations more.
     *
     * @param quantizations bit-widths, or all with names of their own
     * @return a larger part
     */
    public ScenarioPart withQuantizations(List<Quantization> quantizations) {
        return with(json -> ScenarioWriter.quantizations(json, quantizations));
    }

    /**
     * The part with a workload.
     *
     * @param workload samples, passes, input and batches
     * @return a larger part
     */
    public ScenarioPart withWorkload(Workload workload) {
        return with(json -> json.object("workload", inner -> ScenarioWriter.workload(inner, workload)));
    }

    /**
     * The part with the raw sample of the workload, whatever else the workload is.
     *
     * @param elements of one sample
     * @param bits of one element
     * @return a larger part
     */
    public ScenarioPart withInput(double elements, double bits) {
        return with(json -> json.object("workload", inner -> {
            inner.number("inputElements", elements);
            inner.unless(Workload.DEFAULT_INPUT_BITS, "inputBits", bits);
        }));
    }

    /**
     * The part with the samples of the workload, whatever else the workload is.
     *
     * @param training samples of an epoch, finite, {@code >= 0}
     * @return a larger part
     */
    public ScenarioPart withTrainSamples(double training) {
        Check.nonNegative("trainSamples", training);
        return with(json -> json.object("workload", inner -> inner.number("trainSamples", training)));
    }

    /**
     * The part with the samples an epoch is validated on, whatever else the workload is.
     *
     * @param validation samples of an epoch, finite, {@code >= 0}
     * @return a larger part
     */
    public ScenarioPart withValidationSamples(double validation) {
        Check.nonNegative("validationSamples", validation);
        return with(json -> json.object("workload", inner -> inner.number("validationSamples", validation)));
    }

    /**
     * The part with a size of batches, whatever else the workload is.
     *
     * @param samples of a batch, at least 1
     * @return a larger part
     */
    public ScenarioPart withBatchSize(int samples) {
        Check.between("batchSize", samples, 1, Integer.MAX_VALUE);
        return with(json -> json.object("workload", inner -> inner.number("batchSize", samples)));
    }

    /**
     * The part with a model version.
     *
     * @param model the version
     * @param metric whether its loss is a loss or an accuracy
     * @return a larger part
     */
    public ScenarioPart withModel(ModelVersion model, Metric metric) {
        return with(json ->
                json.list("models", List.of(model), (inner, each) -> ScenarioWriter.model(inner, each, metric)));
    }

    /**
     * The part with a model version whose loss is still to be said.
     *
     * @param name of the version
     * @param layers layers or blocks in order
     * @param cuts allowed cut points
     * @return a larger part
     */
    public ScenarioPart withModel(String name, List<Layer> layers, List<Integer> cuts) {
        ModelVersion model = ModelVersion.of(name, 0, layers).withCuts(cuts);
        return with(json -> json.list("models", List.of(model), ScenarioWriter::withoutMetric));
    }

    /**
     * The part with what a model version reaches before training.
     *
     * @param model name of the version
     * @param metric loss or accuracy
     * @param value L_a, finite, {@code >= 0}; of an accuracy at most 1
     * @return a larger part
     */
    public ScenarioPart withMetric(String model, Metric metric, double value) {
        metric.check(metric.label(), value);
        return with(json -> json.list("models", List.of(model), (inner, name) -> {
            inner.text("name", name);
            inner.number(metric.label(), value);
        }));
    }

    /**
     * The part with costs.
     *
     * @param costs analytic, profiled or measured
     * @return a larger part
     * @throws IllegalArgumentException if they are the caller's own code
     */
    public ScenarioPart withCosts(CostModel costs) {
        ScenarioWriter.requireWritable(costs);
        return with(json -> json.object("costs", inner -> ScenarioWriter.costs(inner, costs)));
    }

    /**
     * The part with estimates more.
     *
     * @param rows what is believed of pairs
     * @param metric whether what they reach is a loss or an accuracy
     * @return a larger part
     */
    public ScenarioPart withEstimates(List<EstimateTable.Row> rows, Metric metric) {
        return with(json -> json.list("estimates", rows, (inner, row) -> ScenarioWriter.row(inner, row, metric)));
    }

    private ScenarioPart with(Json.Body<Json> body) {
        return and(parse(Json.document(body)));
    }

    /**
     * Whether a field of the scenario is there.
     *
     * @param field its name, such as {@code target}
     * @return whether the part has it
     */
    public boolean has(String field) {
        return fields.has(field);
    }

    /**
     * Whether a field of an object of the scenario is there.
     *
     * @param object its name, such as {@code workload}
     * @param field name of its field
     * @return whether the part has it
     */
    public boolean has(String object, String field) {
        return fields.path(object).has(field);
    }

    /**
     * {@return whether costs are measured, which need neither device nor cloud nor workload}
     */
    public boolean hasMeasuredCosts() {
        return fields.path("costs").path("kind").asText().equals("measured");
    }

    /**
     * {@return whether a model has work for the cloud in each epoch}
     */
    public boolean hasCloudWork() {
        return fields.path("models").findValue("cloudMacsPerEpoch") != null;
    }

    /**
     * The layers of a model.
     *
     * @param model name of the version
     * @return its layers in order
     * @throws JsonFormatException if there is no such model, or its layers are missing or wrong
     */
    public List<Layer> layers(String model) {
        String only = PartNodes.only(PartNodes.element(fields.path("models"), model), "layers");
        return Cursor.document(new ByteArrayInputStream(only.getBytes(StandardCharsets.UTF_8)), ModelReader::layers);
    }

    /**
     * Whether it is said what a model reaches before training.
     *
     * @param model name of the version
     * @param metric loss or accuracy
     * @return whether the part says it
     */
    public boolean says(String model, Metric metric) {
        return PartNodes.element(fields.path("models"), model).has(metric.label());
    }

    /**
     * The names of the models, servers or quantizations that are there.
     *
     * @param field {@code models}, {@code edgeServers} or {@code quantizations}
     * @return their names in order; empty where there is no such field
     */
    public List<String> names(String field) {
        return PartNodes.elementNames(fields.path(field));
    }

    /**
     * The bit-widths of which estimates are stated, whether or not they are open.
     *
     * @return bits of each, ascending; quantizations with names of their own are not among them
     */
    public List<Double> estimatedBitWidths() {
        return PartNodes.bitWidths(fields.path("estimates"));
    }

    /**
     * {@return JSON of this part, fields in the order of a scenario file}
     */
    public String toJson() {
        return Json.document(json -> json.fields(PartNodes.ordered(fields)));
    }

    /**
     * Reads the part as a whole scenario.
     *
     * @return the problem it describes
     * @throws JsonFormatException if something is missing or wrong
     */
    public Problem toProblem() {
        return ScenarioJson.parse(toScenarioJson());
    }

    /**
     * {@return JSON of this part as a scenario file, with the name of the format}
     */
    public String toScenarioJson() {
        return with(json -> json.text("format", ScenarioReader.FORMAT)).toJson();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScenarioPart part && part.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "part of a scenario with "
                + (fields.isEmpty() ? "nothing yet" : String.join(", ", PartNodes.names(PartNodes.ordered(fields))));
    }
}
