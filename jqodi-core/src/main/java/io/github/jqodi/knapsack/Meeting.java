package io.github.jqodi.knapsack;

/**
 * The cheapest pair of one label of each half that fits, and among equals the one of least time. Both lists rise in time and
 * fall in cost, so the slowest label that fits is the best partner, and it gets faster as the first one gets slower.
 */
final class Meeting {
    private final TimeGrid grid;
    private final long[] limit;
    private final long[] reserved;
    private final LabelSearch.Run first;
    private final LabelSearch.Run second;
    private final long[] sum;
    private final long[] least;
    private int bestFirst = -1;
    private int bestSecond = -1;
    private long bestCost = Long.MAX_VALUE;

    private Meeting(Prepared prepared, LabelSearch.Run first, LabelSearch.Run second) {
        this.grid = prepared.grid();
        this.limit = grid.encode(prepared.instance().limit());
        this.reserved = grid.sum(prepared.instance().reserved());
        this.first = first;
        this.second = second;
        this.sum = new long[grid.digits()];
        this.least = new long[grid.digits()];
    }

    static Meeting of(Prepared prepared, LabelSearch.Run first, LabelSearch.Run second) {
        Meeting meeting = new Meeting(prepared, first, second);
        int partner = second.size() - 1;
        for (int label = 0; label < first.size(); label++) {
            while (partner >= 0 && !meeting.fits(label, partner)) {
                partner--;
            }
            if (partner < 0) {
                break;
            }
            meeting.consider(label, partner);
        }
        return meeting;
    }

    boolean isEmpty() {
        return bestFirst < 0;
    }

    int first() {
        return bestFirst;
    }

    int second() {
        return bestSecond;
    }

    private boolean fits(int a, int b) {
        add(a, b);
        grid.add(sum, 0, reserved, 0, sum, 0);
        return grid.compare(sum, 0, limit, 0) < 0;
    }

    private void consider(int a, int b) {
        long cost = first.cost()[a] + second.cost()[b];
        if (cost > bestCost) {
            return;
        }
        add(a, b);
        if (cost < bestCost || grid.compare(sum, 0, least, 0) < 0) {
            bestCost = cost;
            bestFirst = a;
            bestSecond = b;
            System.arraycopy(sum, 0, least, 0, sum.length);
        }
    }

    private void add(int a, int b) {
        int digits = grid.digits();
        grid.add(first.time(), a * digits, second.time(), b * digits, sum, 0);
    }
}
