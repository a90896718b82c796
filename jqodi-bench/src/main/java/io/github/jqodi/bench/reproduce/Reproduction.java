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
        for (Function<Paper, Exhibit> study : studies(times)) {
            Exhibit made = study.apply(paper);
            exhibits.add(made);
            done.accept(made.title());
        }
        return new Reproduction(exhibits);
    }

    /** In the paper's order. */
    private static List<Function<Paper, Exhibit>> studies(Supplier<List<PlanningTime>> times) {
        return List.of(
                MotivatingFigures::figure2,
                MotivatingFigures::figure3,
                TreeFigure::figure5,
                Complexity::section4,
                DecisionRule::algorithm4,
                HardwareTables::table2,
                HardwareTables::table3,
                HardwareTables::table4,
                paper -> PlannerEnergy.table5(paper, times.get()),
                EpochTables::table6,
                EpochTables::table7,
                UtilityFigures::figure7,
                NodeFigures::figure8,
                InferenceFigures::figure9,
                InferenceFigures::figure10,
                UtilityFigures::figure11,
                NodeFigures::figure12,
                FeatureTable::table8);
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
    public int count(Kind kind) {
        return rows(kind).size();
    }

    /**
     * Counts those of them that the paper prints too.
     *
     * @param kind the standing
     * @return how many there are
     */
    public int countPublished(Kind kind) {
        return (int) rows(kind).stream().filter(Row::isComparable).count();
    }

    /**
     * Counts those of them that are the published value, in the digits it is printed with.
     *
     * @param kind the standing
     * @return how many there are
     */
    public int countAgreeing(Kind kind) {
        return (int) rows(kind).stream().filter(Row::agrees).count();
    }

    List<Row> rows(Kind kind) {
        return exhibits.stream().flatMap(exhibit -> exhibit.rows(kind).stream()).toList();
    }
}
