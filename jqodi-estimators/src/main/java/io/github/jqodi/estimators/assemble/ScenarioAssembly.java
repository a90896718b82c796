package io.github.jqodi.estimators.assemble;

import io.github.jqodi.estimators.bandwidth.EpochRates;
import io.github.jqodi.estimators.bandwidth.RateOutlook;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Quantization;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Puts a scenario together from what people have: a model, nodes and links, a target as {@link ScenarioPart}s, and past runs
 * from which the epochs are learnt. What is missing and can be assumed is assumed and said; {@link #assemble()} refuses the
 * rest. Immutable: each {@code with…} gives a fuller assembly.
 *
 * <pre>{@code
 * AssembledScenario assembled = ScenarioAssembly.of("camera")
 *         .with(networkPart)  // from an importer
 *         .with(ScenarioPart.EMPTY.withDevice(device).withServer(server).withTarget(target))
 *         .withPastRuns(curves, "runs.csv")
 *         .assemble();
 * SolveResult result = Planner.create().plan(assembled.problem());
 * }</pre>
 */
public final class ScenarioAssembly {
    private static final String QUANTIZATIONS = "quantizations";
    private static final String BIT_WIDTHS = "bitWidths";

    private final ScenarioPart given;
    private final PastRuns past;
    private final Traces traces;

    private ScenarioAssembly(ScenarioPart given, PastRuns past, Traces traces) {
        this.given = given;
        this.past = past;
        this.traces = traces;
    }

    /**
     * An assembly of nothing yet.
     *
     * @param name of the scenario
     * @return the assembly
     */
    public static ScenarioAssembly of(String name) {
        return new ScenarioAssembly(ScenarioPart.EMPTY.withName(name), PastRuns.NONE, Traces.NONE);
    }

    /**
     * The assembly with a part more.
     *
     * @param part whatever of a scenario
     * @return a fuller assembly
     * @throws IllegalArgumentException if it contradicts what is there
     */
    public ScenarioAssembly with(ScenarioPart part) {
        return new ScenarioAssembly(given.and(part), past, traces);
    }

    /**
     * The assembly with bit-widths.
     *
     * @param bits q of each, in (0, 32]
     * @return a fuller assembly
     */
    public ScenarioAssembly withBitWidths(double... bits) {
        return with(ScenarioPart.EMPTY.withQuantizations(
                DoubleStream.of(bits).mapToObj(Quantization::of).toList()));
    }

    /**
     * The assembly with past runs, from whose losses the epochs to the target are learnt. Runs that do not say their model are
     * taken for the only one, those that do not say their bits for full precision.
     *
     * @param curves complete runs
     * @param source where they come from, as notes say it
     * @return a fuller assembly
     */
    public ScenarioAssembly withPastRuns(List<Curve> curves, String source) {
        return new ScenarioAssembly(given, past.withCurves(curves, source), traces);
    }

    /**
     * The assembly with repeated seeds: runs of which the epochs to a target are known, not the losses. A configuration is named
     * {@code MODEL/QUANTIZATION}, as in {@code resnet18/8}, or {@code MODEL} for all quantizations.
     *
     * @param seeds runs at their targets
     * @param source where they come from, as notes say it
     * @return a fuller assembly
     */
    public ScenarioAssembly withSeeds(List<SeedRun> seeds, String source) {
        return new ScenarioAssembly(given, past.withSeeds(seeds, source), traces);
    }

    /**
     * The assembly with rates over time of the link between a server and the device. They are integrated over the epochs of the
     * scenario's own plan, see {@link EpochRates}; the rate back is the same unless the link has one of its own.
     *
     * @param server name of the server
     * @param rates from the begin of training on
     * @param source where they come from, as notes say it
     * @return a fuller assembly
     */
    public ScenarioAssembly withBandwidth(String server, RateOutlook rates, String source) {
        return new ScenarioAssembly(given, past, traces.with(server, rates, source));
    }

    /**
     * The assembly with an assumption, which is said in a note.
     *
     * @param assumption what is assumed, in a few words
     * @return a fuller assembly
     */
    public ScenarioAssembly assuming(String assumption) {
        return new ScenarioAssembly(Assumptions.noted(given, assumption), past, traces);
    }

    /**
     * Puts all together.
     *
     * @return the scenario, with what had to be assumed
     * @throws IncompleteScenarioException if something is missing that cannot be assumed
     * @throws io.github.jqodi.json.JsonFormatException if what was given breaks a rule of scenarios
     * @throws IllegalArgumentException if past runs name models that are not there
     */
    public AssembledScenario assemble() {
        ScenarioPart part = Assumptions.filled(given, past);
        IncompleteScenarioException.check(part);
        ScenarioPart believed = past.isEmpty() ? part : withBeliefs(part);
        Problem problem = traces.played(believed).toProblem();
        return new AssembledScenario(ScenarioPart.of(problem), problem);
    }

    private ScenarioPart withBeliefs(ScenarioPart part) {
        Problem world = part.and(ScenarioPart.parse("{\"estimates\": []}")).toProblem();
        Beliefs beliefs = Beliefs.of(past, world);
        ScenarioPart believed =
                part.withEstimates(beliefs.rows(), world.scenario().metric());
        for (String note : beliefs.notes()) {
            believed = believed.withNote(note);
        }
        for (String assumption : beliefs.assumptions()) {
            believed = Assumptions.noted(believed, assumption);
        }
        return believed;
    }

    @Override
    public String toString() {
        return "assembly of " + given;
    }

    /** Whether bit-widths or quantizations stand in a part. */
    static boolean hasQuantizations(ScenarioPart part) {
        return part.has(BIT_WIDTHS) || part.has(QUANTIZATIONS);
    }
}
