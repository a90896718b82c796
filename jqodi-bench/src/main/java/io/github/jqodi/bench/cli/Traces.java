package io.github.jqodi.bench.cli;

import io.github.jqodi.base.IoReason;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveColumns;
import io.github.jqodi.estimators.trace.CurveReader;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import io.github.jqodi.estimators.trace.TargetRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens files of curves, seeds and targets; {@code -} is standard input. What was assumed is told on standard error. */
final class Traces {
    private static final Observations NOTHING = new Observations(List.of(), List.of(), List.of());

    private final Streams streams;
    private final CurveColumns columns;

    Traces(Streams streams, CurveColumns columns) {
        this.streams = streams;
        this.columns = columns;
    }

    /** All runs of some files of one kind. */
    Observations observations(List<String> arguments) {
        List<Curve> curves = new ArrayList<>();
        List<SeedRun> seeds = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (String argument : arguments) {
            Observations read = observations(argument);
            for (Curve curve : read.curves()) {
                String before = files.put(curve.name(), argument);
                if (before != null) {
                    throw new BadInputException(argument + ": run '" + curve.name() + "' is in " + before + " as well");
                }
            }
            curves.addAll(read.curves());
            seeds.addAll(read.seeds());
            if (!curves.isEmpty() && !seeds.isEmpty()) {
                throw mixed(argument, read);
            }
        }
        return new Observations(curves, seeds, List.of());
    }

    /** Past runs, which must be of the kind of what was observed; curves where nothing was. */
    Observations history(List<String> arguments, Observations observed) {
        Observations history = arguments.isEmpty() ? NOTHING : observations(arguments);
        boolean areCurves = observed.seeds().isEmpty();
        if (areCurves == history.curves().isEmpty() && !history.equals(NOTHING)) {
            throw mixed(arguments.get(0), history);
        }
        return history;
    }

    List<TargetRow> targets(String argument) {
        return read(argument, in -> CurveReader.targets(in, columns));
    }

    private Observations observations(String argument) {
        String name = argument.equals("-") ? "stdin" : argument;
        Observations read = read(argument, in -> CurveReader.observations(in, columns, name));
        read.notes().forEach(note -> streams.err().println(Text.escaped(argument + ": " + note)));
        return read;
    }

    private static BadInputException mixed(String argument, Observations read) {
        return new BadInputException(argument + ": must hold " + (read.curves().isEmpty() ? "curves" : "seeds")
                + " like the other file, if there is one");
    }

    private <T> T read(String argument, TraceSource.Content<T> reader) {
        try (InputStream in = InputFile.open(argument, streams)) {
            return reader.read(in);
        } catch (TextFormatException e) {
            throw new BadInputException(argument + ": " + e.getMessage());
        } catch (IOException e) {
            throw new BadInputException(argument + ": cannot be read: " + IoReason.text(e));
        }
    }
}
