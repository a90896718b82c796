package io.github.jqodi.json;

import io.github.jqodi.base.WholeFile;
import io.github.jqodi.control.Committed;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.LinkName;
import io.github.jqodi.control.LinkState;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.RateHistory;
import io.github.jqodi.control.RunState;
import io.github.jqodi.control.ServerState;
import io.github.jqodi.control.Stint;
import io.github.jqodi.scenario.QuantizedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads and writes states of runs under control, {@code jqodi-run/1}. A state is saved whole and then moved into place, and the
 * one before it is kept beside it: whenever the machine goes down, one of the two is whole.
 */
public final class RunStateJson {
    private static final String FORMAT = "jqodi-run/1";
    private static final String BEFORE = ".before";

    private RunStateJson() {}

    /**
     * Saves a state; the one that was there is kept beside it, under the same name with {@code .before} after it.
     *
     * @param state of a run
     * @param file where to
     * @throws IOException if it cannot be written; what was there is there still
     */
    public static void save(RunState state, Path file) throws IOException {
        if (Files.exists(file) && isWhole(file)) {
            WholeFile.write(before(file), out -> Files.copy(file, out));
        }
        Json.save(write(state), file);
    }

    /** A file that was cut is not kept in place of a whole one. */
    private static boolean isWhole(Path file) throws IOException {
        try {
            parse(read(file));
            return true;
        } catch (JsonFormatException e) {
            return false;
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new JsonFormatException("", "is damaged: not all of its bytes are text");
        }
    }

    private static Path before(Path file) {
        return file.resolveSibling(file.getFileName() + BEFORE);
    }

    /**
     * Loads the state saved last; where that file is damaged or missing, the one before it.
     *
     * @param file where it was saved
     * @return the state; empty if nothing was saved there
     * @throws IOException if a file is there and cannot be read
     * @throws JsonFormatException if a file is there and neither it nor the one before it is whole
     */
    public static Optional<RunState> load(Path file) throws IOException {
        Optional<JsonFormatException> damage = Optional.empty();
        for (Path candidate : List.of(file, before(file))) {
            if (Files.exists(candidate)) {
                try {
                    return Optional.of(parse(read(candidate)));
                } catch (JsonFormatException e) {
                    damage = damage.or(() -> Optional.of(e));
                }
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return Optional.empty();
    }

    /**
     * Reads a state.
     *
     * @param text as {@link #write(RunState)} made it, to its last character
     * @return the state
     * @throws JsonFormatException if the text does not follow the format or is cut
     */
    public static RunState parse(String text) {
        if (!text.endsWith("\n")) {
            throw new JsonFormatException("", "is cut: a state ends with the end of a line");
        }
        return Cursor.document(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new CanonicalForm(),
                RunStateJson::state);
    }

    /**
     * Writes a state.
     *
     * @param state of a run
     * @return JSON, which reads back as an equal state
     */
    public static String write(RunState state) {
        String text = Json.document(out -> {
            out.text("format", FORMAT);
            out.optional("scenarioSha256", state.scenarioSha256());
            out.list("stints", state.stints(), RunStateJson::stint);
            out.number("epochsDone", state.epochsDone());
            out.text("exactSeconds", state.seconds().toPlainString());
            out.number("joules", state.joules());
            out.numbers("losses", state.losses());
            out.list("links", links(state.links()), RunStateJson::link);
            out.list("servers", servers(state.servers()), RunStateJson::server);
            out.optional("lastServer", state.lastServer());
            out.optional("referenceObjective", state.referenceObjective());
            if (state.committed().isPresent()) {
                out.object(
                        "committed", json -> committed(json, state.committed().get()));
            }
            if (state.decision().isPresent()) {
                out.object("decision", json -> decision(json, state.decision().get()));
            }
            out.number("plans", state.plans());
        });
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static <V> List<Map.Entry<LinkName, V>> links(Map<LinkName, V> links) {
        List<Map.Entry<LinkName, V>> sorted = new ArrayList<>(links.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        return sorted;
    }

    private static List<Map.Entry<String, ServerState>> servers(Map<String, ServerState> servers) {
        List<Map.Entry<String, ServerState>> sorted = new ArrayList<>(servers.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        return sorted;
    }

    private static void stint(Json out, Stint stint) throws IOException {
        QuantizationFields.write(out, stint.pair());
        out.number("epochsBefore", stint.epochsBefore());
        out.number("epochsCarried", stint.epochsCarried());
    }

    private static void name(Json out, LinkName name) throws IOException {
        out.text("server", name.server());
        out.text("end", label(name.end()));
    }

    private static String label(LinkName.End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static void link(Json out, Map.Entry<LinkName, LinkState> entry) throws IOException {
        LinkState link = entry.getValue();
        RateHistory history = link.history();
        name(out, entry.getKey());
        out.number("nominalBitsPerSecond", history.nominalBitsPerSecond());
        out.numbers("recentBitsPerSecond", history.recent());
        out.number("partSeconds", history.partSeconds());
        out.number("partBits", history.partBits());
        out.number("seconds", history.seconds());
        out.number("bits", history.bits());
        out.optional("toldBitsPerSecond", link.told());
        out.number("newSeconds", link.newSeconds());
        out.number("coveredSeconds", link.coveredSeconds());
    }

    private static void server(Json out, Map.Entry<String, ServerState> entry) throws IOException {
        out.text("name", entry.getKey());
        out.bool("isUp", entry.getValue().isUp());
        out.number("slowDown", entry.getValue().slowDown());
    }

    private static void committed(Json out, Committed committed) throws IOException {
        out.number("epochsDone", committed.epochsDone());
        out.list("steps", committed.steps(), (json, step) -> {
            json.text("server", step.server());
            json.number("cut", step.cut());
            json.number("epochs", step.epochs());
            json.number("seconds", step.seconds());
            json.number("joules", step.joules());
        });
        out.list("rates", links(committed.bitsPerSecond()), (json, rate) -> {
            name(json, rate.getKey());
            json.number("bitsPerSecond", rate.getValue());
        });
        out.list("servers", servers(committed.servers()), RunStateJson::server);
    }

    private static void decision(Json out, Decision decision) throws IOException {
        if (decision.epoch().isPresent()) {
            NextEpoch epoch = decision.epoch().get();
            out.object("epoch", json -> {
                QuantizationFields.write(json, epoch.pair());
                json.number("epoch", epoch.epoch());
                json.text("server", epoch.server());
                json.number("cut", epoch.cut());
                json.number("seconds", epoch.seconds());
                json.number("joules", epoch.joules());
            });
        }
        if (decision.stop().isPresent()) {
            out.text("stop", decision.stop().get().name());
        }
        out.text("why", decision.why());
    }

    private static RunState state(Cursor in) {
        Field<String> format = Field.required("format", c -> ScenarioReader.format(c, FORMAT));
        Field<String> sha256 = Field.optional("scenarioSha256", Cursor::text);
        Field<List<Stint>> stints = Field.required("stints", c -> c.list(RunStateJson::stint));
        Field<Integer> epochsDone = Field.required("epochsDone", Cursor::integer);
        Field<BigDecimal> seconds = Field.required("exactSeconds", RunStateJson::exact);
        Field<Double> joules = Field.required("joules", Cursor::number);
        Field<List<Double>> losses = Field.required("losses", Cursor::numbers);
        Field<List<Named<LinkName, LinkState>>> links = Field.required("links", c -> c.list(RunStateJson::link));
        Field<List<Named<String, ServerState>>> servers = Field.required("servers", c -> c.list(RunStateJson::server));
        Field<String> lastServer = Field.optional("lastServer", Cursor::text);
        Field<Double> reference = Field.optional("referenceObjective", Cursor::number);
        Field<Committed> committed = Field.optional("committed", RunStateJson::committed);
        Field<Decision> decision = Field.optional("decision", RunStateJson::decision);
        Field<Integer> plans = Field.required("plans", Cursor::integer);
        in.object(
                format,
                sha256,
                stints,
                epochsDone,
                seconds,
                joules,
                losses,
                links,
                servers,
                lastServer,
                reference,
                committed,
                decision,
                plans);
        return in.make(() -> new RunState(
                sha256.value(),
                stints.get(),
                epochsDone.get(),
                seconds.get(),
                joules.get(),
                losses.get(),
                map(links.get()),
                map(servers.get()),
                lastServer.value(),
                Field.toDouble(reference.value()),
                committed.value(),
                decision.value(),
                plans.get()));
    }

    private static Stint stint(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<Integer> before = Field.required("epochsBefore", Cursor::integer);
        Field<Integer> carried = Field.required("epochsCarried", Cursor::integer);
        in.object(model, quantization.bits, quantization.named, before, carried);
        QuantizedModel pair = quantization.pair(in, model);
        return in.make(() -> new Stint(pair, before.get(), carried.get()));
    }

    /** A value under a name. */
    private record Named<K, V>(K name, V value) {}

    private static <K, V> Map<K, V> map(List<Named<K, V>> entries) {
        Map<K, V> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.name, entry.value));
        return map;
    }

    private static BigDecimal exact(Cursor in) {
        String digits = in.text();
        if (!digits.matches("[0-9]+(\\.[0-9]+)?")) {
            throw in.error("('" + digits + "') must be a decimal number");
        }
        return new BigDecimal(digits);
    }

    private static LinkName.End end(Cursor in) {
        return in.word(Arrays.asList(LinkName.End.values()), RunStateJson::label);
    }

    private static Named<LinkName, LinkState> link(Cursor in) {
        Field<String> server = Field.required("server", Cursor::text);
        Field<LinkName.End> end = Field.required("end", RunStateJson::end);
        Field<Double> nominal = Field.required("nominalBitsPerSecond", Cursor::number);
        Field<List<Double>> recent = Field.required("recentBitsPerSecond", Cursor::numbers);
        Field<Double> partSeconds = Field.required("partSeconds", Cursor::number);
        Field<Double> partBits = Field.required("partBits", Cursor::number);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> bits = Field.required("bits", Cursor::number);
        Field<Double> told = Field.optional("toldBitsPerSecond", Cursor::number);
        Field<Double> newSeconds = Field.required("newSeconds", Cursor::number);
        Field<Double> covered = Field.required("coveredSeconds", Cursor::number);
        in.object(server, end, nominal, recent, partSeconds, partBits, seconds, bits, told, newSeconds, covered);
        OptionalDouble rate = Field.toDouble(told.value());
        return in.make(() -> new Named<>(
                new LinkName(server.get(), end.get()),
                new LinkState(
                        new RateHistory(
                                nominal.get(),
                                recent.get(),
                                partSeconds.get(),
                                partBits.get(),
                                seconds.get(),
                                bits.get()),
                        rate,
                        newSeconds.get(),
                        covered.get())));
    }

    private static Named<String, ServerState> server(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Boolean> isUp = Field.required("isUp", Cursor::bool);
        Field<Double> slowDown = Field.required("slowDown", Cursor::number);
        in.object(name, isUp, slowDown);
        return in.make(() -> new Named<>(name.get(), new ServerState(isUp.get(), slowDown.get())));
    }

    private static Committed committed(Cursor in) {
        Field<Integer> epochsDone = Field.required("epochsDone", Cursor::integer);
        Field<List<Committed.Step>> steps = Field.required("steps", c -> c.list(RunStateJson::step));
        Field<List<Named<LinkName, Double>>> rates = Field.required("rates", c -> c.list(RunStateJson::rate));
        Field<List<Named<String, ServerState>>> servers = Field.required("servers", c -> c.list(RunStateJson::server));
        in.object(epochsDone, steps, rates, servers);
        return in.make(() -> new Committed(epochsDone.get(), steps.get(), map(rates.get()), map(servers.get())));
    }

    private static Committed.Step step(Cursor in) {
        Field<String> server = Field.required("server", Cursor::text);
        Field<Integer> cut = Field.required("cut", Cursor::integer);
        Field<Integer> epochs = Field.required("epochs", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(server, cut, epochs, seconds, joules);
        return in.make(() -> new Committed.Step(server.get(), cut.get(), epochs.get(), seconds.get(), joules.get()));
    }

    private static Named<LinkName, Double> rate(Cursor in) {
        Field<String> server = Field.required("server", Cursor::text);
        Field<LinkName.End> end = Field.required("end", RunStateJson::end);
        Field<Double> rate = Field.required("bitsPerSecond", Cursor::number);
        in.object(server, end, rate);
        return in.make(() -> new Named<>(new LinkName(server.get(), end.get()), rate.get()));
    }

    private static Decision decision(Cursor in) {
        Field<NextEpoch> epoch = Field.optional("epoch", RunStateJson::epoch);
        Field<Decision.Stop> stop =
                Field.optional("stop", c -> c.word(Arrays.asList(Decision.Stop.values()), Enum::name));
        Field<String> why = Field.required("why", Cursor::text);
        in.object(epoch, stop, why);
        return in.make(() -> new Decision(epoch.value(), stop.value(), why.get()));
    }

    private static NextEpoch epoch(Cursor in) {
        Field<String> model = Field.required("model", Cursor::text);
        QuantizationFields quantization = new QuantizationFields();
        Field<Integer> epoch = Field.required("epoch", Cursor::integer);
        Field<String> server = Field.required("server", Cursor::text);
        Field<Integer> cut = Field.required("cut", Cursor::integer);
        Field<Double> seconds = Field.required("seconds", Cursor::number);
        Field<Double> joules = Field.required("joules", Cursor::number);
        in.object(model, quantization.bits, quantization.named, epoch, server, cut, seconds, joules);
        QuantizedModel pair = quantization.pair(in, model);
        return in.make(() -> new NextEpoch(pair, epoch.get(), server.get(), cut.get(), seconds.get(), joules.get()));
    }
}
