package io.github.jqodi.report;

/** Shapes of points and hatchings of areas, eight of each. */
final class Shapes {
    private static final String[] HATCHES = {
        "",
        "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
        "M-1 -1L7 7M-1 5L1 7M5 -1L7 1",
        "M0 1.5H6M0 4.5H6",
        "M1.5 0V6M4.5 0V6",
        "M1.5 1.5h1.5v1.5h-1.5zM4.5 4.5h1.5v1.5h-1.5z",
        "M0 3H6M3 0V6",
        "M-1 7L7 -1M-1 -1L7 7"
    };

    private Shapes() {}

    /** The hatching of a series, with its colour behind. */
    static String pattern(int series) {
        return "<pattern id=\"" + Canvas.NAME + "-h" + series
                + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"jq-f"
                + Look.colour(series) + "\" width=\"6\" height=\"6\"/><path class=\"jq-hatch\" d=\""
                + HATCHES[Look.second(series)] + "\"/></pattern>";
    }

    /** A point as path data. */
    static String path(int shape, double x, double y, double r) {
        return switch (shape) {
            case 1 -> polygon(x, y, new double[][] {{-r, -r}, {r, -r}, {r, r}, {-r, r}});
            case 2 -> polygon(x, y, new double[][] {{0, -1.3 * r}, {1.2 * r, r}, {-1.2 * r, r}});
            case 3 -> polygon(x, y, new double[][] {{0, -1.4 * r}, {1.4 * r, 0}, {0, 1.4 * r}, {-1.4 * r, 0}});
            case 4 -> polygon(x, y, new double[][] {{-1.2 * r, -r}, {1.2 * r, -r}, {0, 1.3 * r}});
            case 5 -> plus(x, y, 1.4 * r, 0.45 * r);
            case 6 ->
                polygon(x, y, new double[][] {
                    {-1.2 * r, -0.6 * r}, {1.2 * r, -0.6 * r}, {1.2 * r, 0.6 * r}, {-1.2 * r, 0.6 * r}
                });
            case 7 ->
                polygon(x, y, new double[][] {
                    {-0.6 * r, -1.2 * r}, {0.6 * r, -1.2 * r}, {0.6 * r, 1.2 * r}, {-0.6 * r, 1.2 * r}
                });
            default -> circle(x, y, r);
        };
    }

    private static String circle(double x, double y, double r) {
        String half = "a" + Numbers.coordinate(r) + " " + Numbers.coordinate(r) + " 0 1 0 ";
        return "M" + at(x - r, y) + half + Numbers.coordinate(2 * r) + " 0" + half + Numbers.coordinate(-2 * r) + " 0Z";
    }

    private static String plus(double x, double y, double r, double half) {
        return polygon(x, y, new double[][] {
            {-half, -r}, {half, -r}, {half, -half}, {r, -half}, {r, half}, {half, half},
            {half, r}, {-half, r}, {-half, half}, {-r, half}, {-r, -half}, {-half, -half}
        });
    }

    private static String polygon(double x, double y, double[][] corners) {
        StringBuilder path = new StringBuilder();
        for (double[] corner : corners) {
            path.append(path.isEmpty() ? 'M' : 'L').append(at(x + corner[0], y + corner[1]));
        }
        return path.append('Z').toString();
    }

    private static String at(double x, double y) {
        return Numbers.coordinate(x) + " " + Numbers.coordinate(y);
    }
}
