package io.github.jqodi.estimators.assemble;

import io.github.jqodi.Planner;
import io.github.jqodi.estimators.bandwidth.EpochRates;
import io.github.jqodi.estimators.bandwidth.RateOutlook;
import io.github.jqodi.json.ScenarioPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rates over time of links to the device, and where they come from.
 *
 * @param links by the server's name, in order
 * @param sources of the links, in the same order
 */
record Traces(Map<String, RateOutlook> links, List<String> sources) {
    static final Traces NONE = new Traces(Map.of(), List.of());

    Traces {
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        sources = List.copyOf(sources);
    }

    Traces with(String server, RateOutlook rates, String source) {
        Map<String, RateOutlook> all = new LinkedHashMap<>(links);
        List<String> from = new ArrayList<>(sources);
        all.put(server, rates);
        from.add("device link of " + server + ": rates of epochs from " + source);
        return new Traces(all, from);
    }

    /** A whole scenario with the rates of the epochs of its own plan. */
    ScenarioPart played(ScenarioPart whole) {
        if (links.isEmpty()) {
            return whole;
        }
        EpochRates rates =
                EpochRates.of(whole.toProblem(), links, Planner.create().withAlternatives(0)::plan);
        ScenarioPart played = ScenarioPart.of(rates.problem());
        for (String source : sources) {
            played = played.withNote(source);
        }
        return rates.isSettled()
                ? played
                : Assumptions.noted(
                        played,
                        "rates of epochs, since plans and rates did not come to agree in " + rates.rounds()
                                + (rates.rounds() == 1 ? " round" : " rounds"));
    }
}
