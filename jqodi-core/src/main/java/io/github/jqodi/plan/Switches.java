package io.github.jqodi.plan;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;

/** Switches of the server within a schedule: an epoch pays that of its server when the epoch before used another one. */
public final class Switches {
    private Switches() {}

    /**
     * Whether they can cost anything.
     *
     * @param scenario says whether the server may change between epochs
     * @param actions the open ones
     * @return false if no schedule pays for one, so that epochs can be planned apart
     */
    public static boolean matter(Scenario scenario, ActionGrid actions) {
        return scenario.schedule() == SchedulePolicy.PER_EPOCH
                && actions.servers().size() > 1
                && actions.servers().stream().anyMatch(EdgeServer::hasSwitching);
    }

    /**
     * Whether no server costs anything to switch to, so that the cost of an epoch does not depend on the one before.
     *
     * @param scenario the world
     * @return whether switches take neither time nor energy
     */
    public static boolean areFree(Scenario scenario) {
        return scenario.edgeServers().stream().noneMatch(EdgeServer::hasSwitching);
    }

    /**
     * Whether an epoch switches the server.
     *
     * @param before action of the epoch before
     * @param now its own
     * @return whether their servers are others by name
     */
    @SuppressWarnings("ReferenceEquality") // the same object is the same server, others are told by name
    public static boolean between(Action before, Action now) {
        return before != now
                && before.server() != now.server()
                && !before.server().name().equals(now.server().name());
    }
}
