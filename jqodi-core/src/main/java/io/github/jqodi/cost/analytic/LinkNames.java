package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.BillNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names of links in bills, one text for each link however many epochs it serves. A link is called by its two ends. */
final class LinkNames {
    private final String cloud;
    private final String device;
    private final Map<String, String> above = new ConcurrentHashMap<>();
    private final Map<String, String> below = new ConcurrentHashMap<>();

    LinkNames(String cloud, String device) {
        this.cloud = cloud;
        this.device = device;
    }

    /** The link between the cloud and a server. */
    String cloudLink(String server) {
        return above.computeIfAbsent(server, name -> BillNames.link(cloud, name));
    }

    /** The link between a server and the device. */
    String deviceLink(String server) {
        return below.computeIfAbsent(server, name -> BillNames.link(name, device));
    }
}
