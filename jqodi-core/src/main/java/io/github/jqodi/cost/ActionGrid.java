package io.github.jqodi.cost;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.EdgeServer;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The open actions of a quantized model, every server with every cut: server by server, the cuts of each in order. An
 * immutable list that makes its elements when asked, so that a grid of any size takes no memory.
 */
public final class ActionGrid extends AbstractList<Action> implements RandomAccess {
    private final List<EdgeServer> servers;
    private final int[] cuts;
    private final List<Integer> cutList;

    /**
     * Spans a grid.
     *
     * @param servers the open servers
     * @param cuts the open cuts, ascending
     */
    public ActionGrid(List<EdgeServer> servers, List<Integer> cuts) {
        this.servers = List.copyOf(servers);
        this.cutList = List.copyOf(cuts);
        this.cuts = cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * {@return the open servers}
     */
    public List<EdgeServer> servers() {
        return servers;
    }

    /**
     * {@return how many cuts are open}
     */
    public int cutCount() {
        return cuts.length;
    }

    /**
     * One of the open cuts.
     *
     * @param index from 0
     * @return j
     */
    public int cut(int index) {
        return cuts[index];
    }

    /**
     * {@return the open cuts, in order}
     */
    public List<Integer> cuts() {
        return cutList;
    }

    /** The actions of some indices. */
    List<Action> pick(int[] indices) {
        Action[] picked = new Action[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = get(indices[i]);
        }
        return List.of(picked);
    }

    @Override
    public Action get(int index) {
        return new Action(servers.get(index / cuts.length), cuts[index % cuts.length]);
    }

    @Override
    public int size() {
        return servers.size() * cuts.length;
    }

    @Override
    public String toString() {
        return Text.count(servers.size(), "server") + " with cuts " + cutList;
    }
}
