package io.github.jqodi.bench.study;

import io.github.jqodi.bench.report.FigureTable;
import io.github.jqodi.bench.report.Machine;
import java.io.IOException;

/** The figures of whole solves, which need nobody else's library, for the command line. */
public final class EndToEnd {
    private final FigureTable table;

    private EndToEnd(FigureTable table) {
        this.table = table;
    }

    /**
     * Measures them; minutes, most of them in the straightforward solver on the largest class.
     *
     * @param quick whether to leave out the larger classes
     * @return the figures
     */
    public static EndToEnd measure(boolean quick) {
        return new EndToEnd(new FigureTable(Machine.facts(), SolveFigures.endToEnd(quick)));
    }

    /**
     * {@return facts of this machine and a table in Markdown}
     */
    public String text() {
        return table.text();
    }

    /**
     * {@return one line for each figure}
     */
    public String csv() {
        return table.csv();
    }

    /**
     * {@return facts and figures}
     * @throws IOException never, the text is written to memory
     */
    public String json() throws IOException {
        return table.json();
    }
}
