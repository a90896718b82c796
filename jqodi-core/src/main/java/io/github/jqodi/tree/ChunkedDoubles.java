package io.github.jqodi.tree;

/**
 * One number of each vertex of a level, in pieces that are filled as soon as they are allocated, while they are in the cache.
 */
final class ChunkedDoubles {
    /** Numbers in a piece, 16 KiB; a power of 2. */
    private static final int PIECE = 2048;

    private static final int SHIFT = Integer.numberOfTrailingZeros(PIECE);
    private static final int LANES = 4;

    private final int size;
    private final double[][] pieces;

    private ChunkedDoubles(int size) {
        this.size = size;
        this.pieces = new double[(size + PIECE - 1) >> SHIFT][];
    }

    static ChunkedDoubles of(double value) {
        ChunkedDoubles doubles = new ChunkedDoubles(1);
        doubles.pieces[0] = new double[] {value};
        return doubles;
    }

    int size() {
        return size;
    }

    double get(int index) {
        return pieces[index >> SHIFT][index & (PIECE - 1)];
    }

    /**
     * The level below: each vertex passes on its number plus that of a move.
     *
     * @param firstChild where the children of each vertex of this level start; they end where the next ones start
     * @param move numbers of the moves; a vertex with n children takes the first n
     * @param children how many children there are in all
     */
    ChunkedDoubles children(int[] firstChild, double[] move, int children) {
        ChunkedDoubles below = new ChunkedDoubles(children);
        for (int p = 0, v = 0; p < below.pieces.length; p++) {
            int from = p << SHIFT;
            int to = Math.min(children, from + PIECE);
            double[] piece = new double[to - from];
            below.pieces[p] = piece;
            v = fill(piece, from, to, v, firstChild, move, children);
        }
        return below;
    }

    /** Fills one piece, beginning with the children of a vertex; the vertex whose children go on in the next piece. */
    private int fill(double[] piece, int from, int to, int vertex, int[] first, double[] move, int children) {
        int v = vertex;
        while (v < size) {
            int whole = wholeFamilies(v, from, to, first, move.length, children);
            if (whole > 0) {
                families(v, whole, move, piece, first[v] - from);
                v += whole;
                continue;
            }
            int end = v + 1 < size ? first[v + 1] : children;
            double base = get(v);
            for (int i = Math.max(from, first[v]); i < Math.min(to, end); i++) {
                piece[i - from] = base + move[i - first[v]];
            }
            if (end > to) {
                return v;
            }
            v++;
        }
        return v;
    }

    /** How many vertices from one on have a child for every move, all in the piece, and are in one piece themselves. */
    private int wholeFamilies(int vertex, int from, int to, int[] first, int moves, int children) {
        if (moves < LANES || first[vertex] < from) {
            return 0;
        }
        int last = Math.min(size, (vertex | (PIECE - 1)) + 1);
        int v = vertex;
        while (v < last) {
            int end = v + 1 < size ? first[v + 1] : children;
            if (end - first[v] != moves || end > to) {
                break;
            }
            v++;
        }
        return v - vertex;
    }

    /** Some moves of all families at a time, so that their numbers stay in registers. */
    private void families(int vertex, int count, double[] move, double[] piece, int at) {
        double[] parents = pieces[vertex >> SHIFT];
        int from = vertex & (PIECE - 1);
        for (int i = 0; i < move.length; i += LANES) {
            int lane = Math.min(i, move.length - LANES);
            four(parents, from, from + count, move, lane, piece, at + lane);
        }
    }

    private static void four(double[] parents, int from, int to, double[] move, int lane, double[] piece, int start) {
        double a = move[lane];
        double b = move[lane + 1];
        double c = move[lane + 2];
        double d = move[lane + 3];
        for (int v = from, at = start; v < to; v++, at += move.length) {
            double base = parents[v];
            piece[at] = base + a;
            piece[at + 1] = base + b;
            piece[at + 2] = base + c;
            piece[at + 3] = base + d;
        }
    }
}
