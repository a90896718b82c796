package io.github.jqodi.json;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Chance;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.MeanTotals;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Spent;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.solve.Provenance;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Statistics;
import io.github.jqodi.solve.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code jqodi-plan/1}. */
final class PlanReader {
    static final String FORMAT = "jqodi-plan/1";

    private PlanReader() {}

    static SolveResult result(Cursor in) {
        return new Fields().read(in);
    }

    /** The fields of a result. */
    private static final class Fields {
        private final Field<String> format = Field.required("format", c -> ScenarioReader.format(c, FORMAT));
        private final Field<Status> status = Field.required("status", Labels::status);
        private final Field<String> solver = Field.required("solver", Cursor::text);
        private final Field<Rule> rule = Field.required("rule", Labels::rule);
        private final Field<ObjectiveKind> objectiveKind = Field.required(
                "objectiveKind", c -> c.word(Arrays.asList(ObjectiveKind.values()), ObjectiveKind::label));
        private final Field<String> sha256 = Field.optional("scenarioSha256", PlanReader::sha256);
        private final Field<String> version = Field.required("version", Cursor::text);
        private final Field<List<Warning>> warnings = Field.required("warnings", c -> c.list(PlanReader::warning));
        private final PlanFields plan = new PlanFields(PlanReader::objective);
        private final Field<List<Alternative>> alternatives =
                Field.optional("alternatives", c -> c.list(PlanReader::alternative));
        private final Field<List<Infeasibility>> infeasibility =
                Field.required("infeasibility", c -> c.list(PlanReader::infeasibility));
        private final Field<Statistics> statistics = Field.required("statistics", PlanReader::statistics);

        SolveResult read(Cursor in) {
            in.object(inOrder());
            checkStatus(in);
            in.settle();
            return in.make(this::result);
        }

        private Field<?>[] inOrder() {
            return Stream.of(
                            Stream.of(format, status, solver, rule, objectiveKind, sha256, version, warnings),
                            plan.inOrder(),
                            Stream.of(alternatives, infeasibility, statistics))
                    .flatMap(Function.identity())
                    .toArray(Field<?>[]::new);
        }

        /** Whether a status has a plan decides which fields have to be there. */
        private void checkStatus(Cursor in) {
            Stream<Field<?>> withPlan = Stream.concat(plan.required(), Stream.of(alternatives));
            if (status.get().hasPlan()) {
                demand(in, withPlan);
            } else {
                refuse(in, Stream.concat(withPlan, plan.optional()));
            }
        }

        private SolveResult result() {
            return new SolveResult(
                    status.get(),
                    solver.get(),
                    rule.get(),
                    objectiveKind.get(),
                    new Provenance(sha256.value(), version.get()),
                    warnings.get(),
                    plan.plan(rule.get(), objectiveKind.get()),
                    lowerBound(),
                    alternatives.orElse(List.of()),
                    infeasibility.get(),
                    statistics.get());
        }

        private double lowerBound() {
            double without = status.get() == Status.INFEASIBLE ? Double.POSITIVE_INFINITY : 0;
            return plan.objective.value().map(Objective::lowerBound).orElse(without);
        }
    }

    /** The fields of the plan of a result. */
    static final class PlanFields {
        private final Field<QuantizedModel> decision = Field.optional("decision", PlanReader::decision);
        private final Field<List<Segment>> schedule = Field.optional("schedule", PlanReader::schedule);
        private final Field<Amount> setup = Field.optional("setup", PlanReader::amount);
        private final Field<Totals> nominal = Field.optional("nominal", PlanReader::totals);
        private final Field<MeanTotals> expected = Field.optional("expected", PlanReader::means);
        private final Field<Totals> robust = Field.optional("robust", PlanReader::totals);
        private final Field<Chance> chance = Field.optional("chance", PlanReader::chance);
        private final Field<InferencePlacement> inference = Field.optional("inference", PlanReader::inference);
        private final Field<Objective> objective;
        private final Field<Score> score = Field.optional("score", PlanReader::score);
        private final Field<List<CostItem>> bill = Field.optional("bill", c -> c.list(PlanReader::billRow));
        final Field<Spent> spent = Field.optional("spent", PlanReader::spent);

        PlanFields(Function<Cursor, Objective> objective) {
            this.objective = Field.optional("objective", objective);
        }

        Stream<Field<?>> inOrder() {
            return Stream.of(
                    decision, schedule, setup, nominal, expected, robust, chance, inference, objective, score, bill,
                    spent);
        }

        /** Those of every plan. */
        Stream<Field<?>> required() {
            return Stream.of(decision, schedule, setup, nominal, expected, robust, chance, objective, bill);
        }

        /** Those of some plans. */
        Stream<Field<?>> optional() {
            return Stream.of(inference, score, spent);
        }

        Optional<Plan> plan(Rule rule, ObjectiveKind kind) {
            return decision.value()
                    .map(pair -> Plan.builder(pair, rule, schedule.get())
                            .objectiveKind(kind)
                            .setup(setupOf(pair))
                            .nominal(nominal.get())
                            .expected(expected.get())
                            .robust(robust.get())
                            .chance(chance.get())
                            .inference(inference.value())
                            .objective(objective.get().value())
                            .score(score.value())
                            .bill(bill.get())
                            .spent(spent.value())
                            .build());
        }

        private Setup setupOf(QuantizedModel pair) {
            return new Setup(
                    pair.quantization(), setup.get().seconds(), setup.get().joules());
        }
    }

    private static void demand(Cursor in, Stream<Field<?>> fields) {
        fields.filter(field -> !field.seen())
                .forEach(field -> in.note(in.errorAt(field.name(), "(missing) is required with this status")));
    }

    private static void refuse(Cursor in, Stream<Field<?>> fields) {
        fields.filter(Field::seen)
                .forEach(field -> in.note(in.errorAt(field.name(), "does not belong to a result with this status")));
    }

    private static String sha256(Cursor in) {
        String hash = in.text();
        if (!hash.matches("[0-9a-f]{64}")) {
            throw in.error("('" + Text.shown(hash) + "') must be 64 hexadecimal digits in lower case");
        }
        return hash;
    }

    private static Warning warning(Cursor in) {
        Field<Warning.Code> code =
                Field.required("code", c -> c.word(Arrays.asList(Warning.Code.values()), Enum::name));
        Field<String> text = Field.required("text", Cursor::text);
        in.object(code, text);
        return new Warning(code.get(), text.get());
    }

    private static QuantizedModel decision(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        in.object(model, quantization.bits, quantization.named);
        return quantization.pair(in, model);
    }

    private static List<Segment> schedule(Cursor in) {
        return in.list(PlanReader::segment);
    }

    private static Segment segment(Cursor in) {
        Field<Integer> from = Field.required("fromEpoch", Cursor::integer);
        Field<Integer> to = Field.required("toEpoch", Cursor::integer);
        Field<String> server = Field.optional("server", Cursor::text);
        Field<Integer> cut = Field.required("cut", Cursor::integer);
        in.object(from, to, server, cut);
        return in.make(() -> new Segment(from.get(), to.get(), server.value(), cut.get()));
    }

    private static Amount amount(Cursor in) {
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(seconds, joules);
        return in.make(() ->
                new Amount(Check.nonNegative("seconds", seconds.get()), Check.nonNegative("joules", joules.get())));
    }

    private static Totals totals(Cursor in) {
        Field<Integer> epochs = Field.required("epochs", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        Field<Double> loss = Field.optional("loss", Cursor::number);
        in.object(epochs, seconds, joules, loss);
        return in.make(() -> new Totals(
                Check.between("epochs", epochs.get(), 1, Integer.MAX_VALUE),
                seconds.get(),
                joules.get(),
                Field.toDouble(loss.value())));
    }

    private static MeanTotals means(Cursor in) {
        Field<Double> epochs = Field.required("epochs", Cursor::number);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(epochs, seconds, joules);
        return new MeanTotals(epochs.get(), seconds.get(), joules.get());
    }

    private static Chance chance(Cursor in) {
        Field<Double> target = Field.required("target", PlanReader::probability);
        Field<Double> deadline = Field.required("deadline", PlanReader::probability);
        in.object(target, deadline);
        return new Chance(target.get(), deadline.get());
    }

    private static double probability(Cursor in) {
        double value = in.number();
        if (value < 0 || value > 1) {
            throw in.error("(" + value + ") must be from 0 to 1");
        }
        return value;
    }

    private static Spent spent(Cursor in) {
        Field<Integer> epochs = Field.required("epochs", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(epochs, seconds, joules);
        return in.make(() -> new Spent(
                Check.between("epochs", epochs.get(), 0, Integer.MAX_VALUE),
                Check.nonNegative("seconds", seconds.get()),
                Check.nonNegative("joules", joules.get())));
    }

    private static InferencePlacement inference(Cursor in) {
        Field<Double> samples = Field.required("samples", Cursor::number);
        Field<String> server = Field.optional("server", Cursor::text);
        Field<Integer> cut = Field.required("cut", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(samples, server, cut, seconds, joules);
        return in.make(
                () -> new InferencePlacement(samples.get(), server.value(), cut.get(), seconds.get(), joules.get()));
    }

    /** Value and bound, whose distance has to be the one that is told. */
    static Objective objective(Cursor in) {
        Field<Double> value = Field.required("value", Cursor::number);
        Field<Double> lowerBound = Field.required("lowerBound", Cursor::number);
        Field<Double> gap = Field.required("gap", Cursor::number);
        in.object(value, lowerBound, gap);
        double own = SolveResult.relativeGap(value.get(), lowerBound.get());
        if (!(Math.abs(own - gap.get()) <= 1e-9 * own)) {
            throw in.errorAt(
                    "gap", "(" + gap.get() + ") must be the relative distance of value and lowerBound, " + own);
        }
        return new Objective(value.get(), lowerBound.get());
    }

    /** The value alone. */
    static Objective value(Cursor in) {
        Field<Double> value = Field.required("value", Cursor::number);
        in.object(value);
        return new Objective(value.get(), value.get());
    }

    private static Score score(Cursor in) {
        Field<Double> value = Field.required("value", Cursor::number);
        Field<Double> opportunity = Field.required("opportunity", Cursor::number);
        Field<Double> risk = Field.required("risk", Cursor::number);
        in.object(value, opportunity, risk);
        return new Score(value.get(), opportunity.get(), risk.get());
    }

    private static CostItem billRow(Cursor in) {
        Field<String> node = Field.required("node", Cursor::text);
        Field<Phase> phase = Field.required("phase", Labels::phase);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        Field<Double> price = Field.optional("price", Cursor::number);
        in.object(node, phase, seconds, joules, price);
        return new CostItem(node.get(), phase.get(), seconds.get(), joules.get(), Field.toDouble(price.value()));
    }

    private static Alternative alternative(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<Double> objective = Field.required("objective", Cursor::number);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<List<Segment>> schedule = Field.required("schedule", PlanReader::schedule);
        in.object(model, quantization.bits, quantization.named, objective, seconds, schedule);
        QuantizedModel pair = quantization.pair(in, model);
        return in.make(() -> new Alternative(pair, objective.get(), seconds.get(), schedule.get()));
    }

    private static Infeasibility infeasibility(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<Reasoned> reason = Field.required("reason", PlanReader::reason);
        Field<OptionalDouble> limit = Field.required("limit", PlanReader::numberOrNull);
        Field<OptionalDouble> value = Field.required("value", PlanReader::numberOrNull);
        Field<Double> deadline = Field.optional("smallestDeadlineSeconds", Cursor::number);
        Field<Double> loss = Field.optional("lossTargetNeeded", Cursor::number);
        Field<Double> joules = Field.optional("joulesNeeded", Cursor::number);
        Field<Double> confidence = Field.optional("confidenceThatFits", PlanReader::probability);
        Field<Integer> epochs = Field.optional("epochsThatFit", Cursor::integer);
        Field<Double> chance = Field.optional("chance", PlanReader::probability);
        Field<Double> memory = Field.optional("memoryBytesNeeded", Cursor::number);
        in.object(
                model,
                quantization.bits,
                quantization.named,
                reason,
                limit,
                value,
                deadline,
                loss,
                joules,
                confidence,
                epochs,
                chance,
                memory);
        QuantizedModel pair = quantization.pair(in, model);
        return in.make(() -> {
            Infeasibility.Builder row = Infeasibility.builder(
                    pair, reason.get().reason(), reason.get().message());
            limit.get().ifPresent(row::limit);
            value.get().ifPresent(row::value);
            deadline.value().ifPresent(row::smallestDeadlineSeconds);
            loss.value().ifPresent(row::lossTargetNeeded);
            joules.value().ifPresent(row::joulesNeeded);
            confidence.value().ifPresent(row::confidenceThatFits);
            epochs.value().ifPresent(row::epochsThatFit);
            chance.value().ifPresent(row::chance);
            memory.value().ifPresent(row::memoryBytesNeeded);
            return row.build();
        });
    }

    private static OptionalDouble numberOrNull(Cursor in) {
        return in.atNull() ? OptionalDouble.empty() : OptionalDouble.of(in.number());
    }

    /** A code, a colon and a sentence. */
    private static Reasoned reason(Cursor in) {
        String text = in.text();
        int colon = text.indexOf(": ");
        String code = colon < 0 ? text : text.substring(0, colon);
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(known -> known.label().equals(code))
                .findFirst();
        if (reason.isEmpty()) {
            List<String> known =
                    Arrays.stream(Reason.values()).map(Reason::label).toList();
            throw in.error("('" + code + "') must start with one of " + String.join(", ", known) + ", and a colon");
        }
        return new Reasoned(reason.get(), colon < 0 ? "" : text.substring(colon + 2));
    }

    private static Statistics statistics(Cursor in) {
        Field<Integer> candidates = Field.required("candidates", Cursor::integer);
        Field<Integer> pruned = Field.required("pruned", Cursor::integer);
        Field<Long> cells = Field.required("cells", Cursor::longInteger);
        Field<Long> labels = Field.required("labels", Cursor::longInteger);
        Field<Double> wallMillis = Field.required("wallMillis", Cursor::number);
        in.object(candidates, pruned, cells, labels, wallMillis);
        return in.make(
                () -> new Statistics(candidates.get(), pruned.get(), cells.get(), labels.get(), wallMillis.get()));
    }

    private record Amount(double seconds, double joules) {}

    /** Value and bound of a plan. */
    record Objective(double value, double lowerBound) {}

    private record Reasoned(Reason reason, String message) {}
}
