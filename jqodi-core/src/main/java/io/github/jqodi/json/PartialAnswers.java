package io.github.jqodi.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.jqodi.json.InputLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of answers that a run left behind, its last line perhaps cut off. */
final class PartialAnswers {
    /** What answers begin with. */
    private static final List<String> STARTS = List.of("{\"format\":\"" + PlanReader.FORMAT + "\"", "{\"line\":");

    private static final int LONGEST_START = STARTS.get(0).length();

    private PartialAnswers() {}

    /** Cuts the file after its last whole line, passes over the lines it answers and says how many these are. */
    static long skip(InputLines lines, Path answers) throws IOException {
        if (!Files.exists(answers)) {
            return 0;
        }
        Ending ending = Ending.of(answers);
        Optional<Line> last = ending.last;
        for (long number = 1; number <= ending.lines; number++) {
            last = lines.next(number);
            if (last.isEmpty()) {
                throw new IllegalArgumentException(answers + ": has " + ending.lines + " lines, the scenarios only "
                        + (number - 1) + "; it is of other scenarios");
            }
        }
        if (last.isPresent() && !isAnswer(ending.last.orElseThrow(), last.get())) {
            throw new IllegalArgumentException(answers + ": line " + ending.lines
                    + " does not answer that line of the scenarios; it is of other scenarios");
        }
        if (!ending.isAnswerCutOff()) {
            throw new IllegalArgumentException(answers + ": does not end in a whole or broken answer");
        }
        try (FileChannel file = FileChannel.open(answers, StandardOpenOption.WRITE)) {
            file.truncate(ending.bytes);
        }
        return ending.lines;
    }

    /** An answer tells the hash of its scenario, an error the number of its line. */
    private static boolean isAnswer(Line answer, Line line) {
        String number = field(answer, "line");
        if (number != null) {
            return number.equals(Long.toString(line.number()));
        }
        String hash = field(answer, "scenarioSha256");
        return hash != null && hash.equals(hash(line));
    }

    private static @Nullable String hash(Line line) {
        try {
            return ScenarioJson.read(line.open()).scenarioSha256().orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String field(Line json, String name) {
        try (JsonParser parser = Cursor.FACTORY.createParser(json.open())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    parser.nextToken();
                    return parser.getText();
                }
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Where whole lines end. */
    private static final class Ending {
        private long lines;
        private long bytes;
        private Optional<Line> last = Optional.empty();
        private Optional<Line> rest = Optional.empty();

        /** Whether what is cut is what an answer begins with. */
        boolean isAnswerCutOff() throws IOException {
            if (rest.isEmpty()) {
                return true;
            }
            byte[] start;
            try (InputStream in = rest.get().open()) {
                start = in.readNBytes(LONGEST_START);
            }
            String begun = new String(start, StandardCharsets.UTF_8);
            return STARTS.stream().anyMatch(answer -> begun.startsWith(answer) || answer.startsWith(begun));
        }

        static Ending of(Path file) throws IOException {
            Ending ending = new Ending();
            long size = Files.size(file);
            try (InputStream in = Files.newInputStream(file)) {
                InputLines all = new InputLines(in);
                Optional<Line> line = all.next(1);
                while (line.isPresent()) {
                    long after = ending.bytes + line.get().size() + 1;
                    if (after > size) {
                        ending.rest = line;
                        break;
                    }
                    ending.lines++;
                    ending.bytes = after;
                    ending.last = line;
                    line = all.next(ending.lines + 1);
                }
            }
            return ending;
        }
    }
}
