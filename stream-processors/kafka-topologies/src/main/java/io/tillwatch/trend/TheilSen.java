package io.tillwatch.trend;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The slope of a series as the median of the slopes between all pairs of its points (Sen, J. Am. Stat. Assoc. 63, 1968):
 * up to 29 % of the points may be anything without moving it, so neither one spike nor one decrease makes a trend. Takes
 * the square of the number of points; a window of minutes has some dozens. Stateless, thread-safe.
 */
public final class TheilSen {
    private TheilSen() {}

    /**
     * A point.
     *
     * @param x such as seconds since the first
     */
    public record Point(double x, double y) {}

    /** Units of y a unit of x; empty when no two points differ in x. */
    public static OptionalDouble slope(List<Point> points) {
        double[] slopes = new double[points.size() * Math.max(0, points.size() - 1) / 2];
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double run = points.get(j).x() - points.get(i).x();
                if (run != 0) {
                    slopes[count++] = (points.get(j).y() - points.get(i).y()) / run;
                }
            }
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(slopes, 0, count);
        int middle = count / 2;
        return OptionalDouble.of(count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2);
    }
}
