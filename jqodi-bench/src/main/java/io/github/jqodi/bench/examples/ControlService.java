package io.github.jqodi.bench.examples;

import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.LinkName;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.control.RunController;
import io.github.jqodi.json.RunStateJson;
import io.github.jqodi.plan.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Example: a small service around a controller, one line in and one line out, as it would stand behind a socket. Whoever trains
 * asks {@code next} and tells what happened:
 *
 * <pre>
 * next                             answers: run SERVER CUT, wait, or stop REASON
 * epoch LOSS SECONDS JOULES        the epoch is over
 * broken SECONDS JOULES            it was broken off
 * waited SECONDS
 * rate SERVER BITS_PER_SECOND      of the link to the device
 * up SERVER | down SERVER
 * </pre>
 *
 * <p>Each line is answered once the state is saved, so that a service that is started again knows all that it has answered.
 */
final class ControlService {
    private final RunController controller;
    private final Path file;

    private ControlService(RunController controller, Path file) {
        this.controller = controller;
        this.file = file;
    }

    /**
     * Starts a service, or goes on with what is saved.
     *
     * @param problem what is to be trained, and on what
     * @param file where the state is kept
     * @return the service
     * @throws IOException if the state cannot be read
     */
    public static ControlService open(Problem problem, Path file) throws IOException {
        return new ControlService(
                RunStateJson.load(file)
                        .map(state -> RunController.resume(problem, ControlOptions.DEFAULT, state))
                        .orElseGet(() -> RunController.start(problem, ControlOptions.DEFAULT)),
                file);
    }

    /**
     * Answers line by line until there are no more.
     *
     * @param in requests
     * @param out answers
     * @throws IOException if lines cannot be read or the state cannot be saved
     */
    public void serve(Reader in, Writer out) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        PrintWriter answers = new PrintWriter(out);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(answer(line.strip().split(" +", -1)));
            answers.flush();
        }
    }

    private String answer(String[] words) throws IOException {
        try {
            String answer = told(words);
            RunStateJson.save(controller.state(), file);
            return answer;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return "error " + e.getMessage();
        }
    }

    private String told(String[] words) {
        switch (words[0]) {
            case "next" -> {
                return text(controller.next());
            }
            case "epoch" -> controller.observe(number(words[1]), number(words[2]), number(words[3]));
            case "broken" -> controller.brokenOff(number(words[1]), number(words[2]));
            case "waited" -> controller.waited(number(words[1]));
            case "rate" ->
                controller.resourcesChanged(
                        ResourceChanges.NONE.withRate(LinkName.ofDevice(words[1]), number(words[2])));
            case "up" -> controller.resourcesChanged(ResourceChanges.NONE.withUp(words[1]));
            case "down" -> controller.resourcesChanged(ResourceChanges.NONE.withDown(words[1]));
            default -> throw new IllegalArgumentException("unknown request '" + words[0] + "'");
        }
        return "ok";
    }

    private static double number(String word) {
        return Double.parseDouble(word);
    }

    private static String text(Decision decision) {
        if (decision.stop().isPresent()) {
            return "stop " + decision.stop().get();
        }
        return decision.isWaiting() ? "wait" : text(decision.epoch().orElseThrow());
    }

    private static String text(NextEpoch epoch) {
        return "run " + epoch.server() + " " + epoch.cut();
    }
}
