package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.EdgeServer;
import java.util.Objects;

/**
 * Action of one epoch: a(k) = (ES_x, j).
 *
 * @param server ES_x
 * @param cut j: layers 1..j run on the device, the others on the server
 */
public record Action(EdgeServer server, int cut) {
    /**
     * Checks the cut.
     *
     * @param server ES_x
     * @param cut at least 0
     */
    public Action {
        Objects.requireNonNull(server, "server");
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return Text.escaped(server.name()) + " cut " + cut;
    }
}
