package io.github.jqodi.bench.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The paper's tables and figures, recomputed from its equations and set beside what it printed. */
public final class Reproduction {
    private final List<Exhibit> exhibits;

    private Reproduction(List<Exhibit> exhibits) {
        this.exhibits = List.copyOf(exhibits);
    }

    /**
     * {@return how many steps {@link #of(Consumer)} takes}
     */
    public static int steps() {
        return studies(List::of).size();
    }

    /**
     * Recomputes everything, and times the planner.
     *
     * @param done told of each step once it is done, by the title of what came of it
     * @return what came of it
     */
    public static Reproduction of(Consumer<String> done) {
        return of(() -> List.of(PlanningTime.measure(1), PlanningTime.measure(2)), done);
    }

    /** The same with times measured elsewhere. */
    static Reproduction of(Supplier<List<PlanningTime>> times, Consumer<String> done) {
        Paper paper = Paper.load();
        List<Exhibit> exhibits = new ArrayList<>();
        for (Function<Paper, List<Exhibit>> study : studies(times)) {
            List<Exhibit> made = study.apply(paper);
            exhibits.addAll(made);
            done.accept(made.get(0).title());
        }
        return new Reproduction(exhibits);
    }

    /** Each gives some exhibits, in the paper's order. */
    private static List<Function<Paper, List<Exhibit>>> studies(Supplier<List<PlanningTime>> times) {
        return List.of(
                MotivatingFigures::of,
                TreeFigure::of,
                Complexity::of,
                DecisionRule::of,
                HardwareTables::of,
                paper -> PlannerEnergy.of(paper, times.get()),
                EpochTables::of,
                UtilityFigures::of,
                NodeFigures::of,
                InferenceFigures::of,
                FeatureTable::of);
    }

    List<Exhibit> exhibits() {
        return exhibits;
    }

    /**
     * Counts the values that have a standing.
     *
     * @param kind the standing
     * @return how many there are in all exhibits
     */
    public long count(Kind kind) {
        return exhibits.stream().mapToLong(exhibit -> exhibit.count(kind)).sum();
    }
}
