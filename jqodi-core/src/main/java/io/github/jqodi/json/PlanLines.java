package io.github.jqodi.json;

import io.github.jqodi.Planner;
import io.github.jqodi.base.Check;
import io.github.jqodi.json.InputLines.Line;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans streams of scenarios: one scenario a line in, one plan a line out, in the same order. A line that fails is answered
 * {@code {"line": n, "error": "…"}} and stops nothing. Several lines are planned at once; how many are in memory does not
 * depend on how many there are. Immutable and thread-safe.
 *
 * <pre>{@code
 * PlanLines.of(Planner.create().withThreads(8)).run(in, out);
 * }</pre>
 */
public final class PlanLines {
    private static final int LINES_PER_THREAD = 8;
    private static final long BYTES_AT_ONCE = 2L * Cursor.MOST_BYTES;
    private static final int SHOWN_CHARACTERS = 2_000;

    private final Function<Problem, SolveResult> planning;
    private final int threads;

    private PlanLines(Function<Problem, SolveResult> planning, int threads) {
        this.planning = planning;
        this.threads = Check.threads(threads);
    }

    /**
     * What became of a stream.
     *
     * @param lines answered now
     * @param failed of these, how many with an error
     * @param kept how many had been answered before
     */
    public record Answered(long lines, long failed, long kept) {}

    /**
     * Lines planned by a planner, as many at once as it has threads, each on one.
     *
     * @param planner solver and options
     * @return the stream planner
     */
    public static PlanLines of(Planner planner) {
        return of(planner.withThreads(1)::plan, planner.options().threads());
    }

    /**
     * Lines planned by a function.
     *
     * @param planning safe for several threads; what it throws is the answer to its line
     * @param threads how many lines at once, from 1 to 1024
     * @return the stream planner
     */
    public static PlanLines of(Function<Problem, SolveResult> planning, int threads) {
        return new PlanLines(planning, threads);
    }

    /**
     * Answers every line.
     *
     * @param in scenarios in UTF-8, one a line; not closed
     * @param out takes the answers, flushed whenever one has to be waited for; not closed
     * @return what became of them
     * @throws IOException if an answer cannot be written
     * @throws UncheckedIOException if a line cannot be read, or the thread is interrupted
     */
    public Answered run(InputStream in, OutputStream out) throws IOException {
        return run(new InputLines(in), 1, out);
    }

    /**
     * Goes on where an interrupted run ended: what it answered stays, a last line that was cut off is answered anew. Without a
     * file of answers it begins.
     *
     * @param in the same scenarios as before; not closed
     * @param answers the file that holds the answers so far
     * @return what became of the rest
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if it does not answer these scenarios
     * @throws UncheckedIOException if a line cannot be read, or the thread is interrupted
     */
    public Answered resume(InputStream in, Path answers) throws IOException {
        InputLines lines = new InputLines(in);
        long kept = PartialAnswers.skip(lines, answers);
        try (OutputStream out = Files.newOutputStream(answers, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Answered now = run(lines, kept + 1, out);
            return new Answered(now.lines, now.failed, kept);
        }
    }

    private Answered run(InputLines lines, long first, OutputStream out) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return new Window(pool, new BufferedOutputStream(out, 1 << 16)).run(lines, first);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Answers one line, for streams that are kept by others.
     *
     * @param number of the line, from 1, which an answer that says what is wrong begins with
     * @param scenario the line; null, as of an empty cell of a table, is an empty one
     * @return a plan, or what is wrong, in one line without its end
     */
    @SuppressWarnings("exports") // the annotation is for checkers of nullness alone
    public String answer(long number, @Nullable String scenario) {
        byte[] bytes = scenario == null ? new byte[0] : scenario.getBytes(StandardCharsets.UTF_8);
        return answer(new Line(number, bytes, bytes.length <= Cursor.MOST_BYTES))
                .text();
    }

    private Answer answer(Line line) {
        try {
            return new Answer(PlanJson.writeLine(planning.apply(problem(line))), false);
        } catch (RuntimeException | StackOverflowError e) {
            return failure(line, e);
        }
    }

    private static Problem problem(Line line) {
        Check.that(
                line.isWhole(),
                "line",
                line.number(),
                "is longer than a scenario can be, " + Cursor.MOST_MEBIBYTES + " MiB",
                "Write one a line.");
        Check.that(line.size() > 0, "line", line.number(), "is empty", "Write one scenario a line.");
        return ScenarioJson.read(line.open());
    }

    private static Answer failure(Line line, Throwable e) {
        boolean isOfTheInput = e instanceof JsonFormatException || e instanceof IllegalArgumentException;
        String reason = isOfTheInput && e.getMessage() != null
                ? String.join("; ", e.getMessage().lines().toList())
                : e.toString();
        String shown = reason.length() > SHOWN_CHARACTERS ? reason.substring(0, SHOWN_CHARACTERS) + "…" : reason;
        return new Answer(
                Json.line(out -> {
                    out.integer("line", line.number());
                    out.text("error", shown);
                }),
                true);
    }

    @Override
    public String toString() {
        return "plans of lines, " + threads + " at once";
    }

    private record Answer(String text, boolean isFailure) {}

    private record Begun(Future<Answer> answer, int bytes) {}

    /** What is being planned, in order. */
    private final class Window {
        private final ExecutorService pool;
        private final OutputStream out;
        private final Deque<Begun> begun = new ArrayDeque<>();
        private long bytes;
        private long answered;
        private long failed;

        Window(ExecutorService pool, OutputStream out) {
            this.pool = pool;
            this.out = out;
        }

        Answered run(InputLines lines, long first) throws IOException {
            Optional<Line> line = next(lines, first);
            for (long number = first + 1; line.isPresent(); number++) {
                begin(line.get());
                line = next(lines, number);
            }
            while (!begun.isEmpty()) {
                finish();
            }
            out.flush();
            return new Answered(answered, failed, 0);
        }

        private void begin(Line line) throws IOException {
            int size = line.size();
            while (!begun.isEmpty() && (begun.size() >= LINES_PER_THREAD * threads || bytes + size > BYTES_AT_ONCE)) {
                finish();
            }
            bytes += size;
            begun.add(new Begun(pool.submit(() -> answer(line)), size));
            while (!begun.isEmpty() && begun.element().answer().isDone()) {
                finish();
            }
        }

        private void finish() throws IOException {
            Begun oldest = begun.remove();
            if (!oldest.answer().isDone()) {
                out.flush();
            }
            Answer answer = await(oldest.answer());
            out.write((answer.text() + "\n").getBytes(StandardCharsets.UTF_8));
            bytes -= oldest.bytes();
            answered++;
            failed += answer.isFailure() ? 1 : 0;
        }

        private Optional<Line> next(InputLines lines, long number) {
            try {
                return lines.next(number);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Answer await(Future<Answer> answer) {
            try {
                return answer.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException("interrupted while lines were planned"));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
