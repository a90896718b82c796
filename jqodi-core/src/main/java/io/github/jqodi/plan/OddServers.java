package io.github.jqodi.plan;

import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What looks odd about servers, kept until the next scenario is looked at: a forecast is long, and most servers of a changed
 * scenario are the same objects as before. Thread-safe.
 */
final class OddServers {
    private volatile IdentityHashMap<EdgeServer, List<String>> known = new IdentityHashMap<>();

    /**
     * Looks at servers.
     *
     * @param servers of one scenario
     * @return sentences for people, in order of the servers
     */
    List<String> of(List<EdgeServer> servers) {
        IdentityHashMap<EdgeServer, List<String>> before = known;
        IdentityHashMap<EdgeServer, List<String>> now = new IdentityHashMap<>(servers.size());
        List<String> all = new ArrayList<>();
        for (EdgeServer server : servers) {
            List<String> odd = before.get(server);
            List<String> found = odd == null ? PlausibilityChecks.of(server) : odd;
            now.put(server, found);
            all.addAll(found);
        }
        known = now;
        return all;
    }
}
