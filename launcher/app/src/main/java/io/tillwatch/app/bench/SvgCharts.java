package io.tillwatch.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Line charts beside each other over the same steps, as SVG. Not thread-safe. */
final class SvgCharts {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 62;
    private static final int GRID_LINES = 4;
    private static final List<String> COLOURS = List.of("#2563eb", "#c2410c", "#15803d");

    private final String stepName;
    private final List<String> steps;
    private final List<String> charts = new ArrayList<>();

    /** @param steps what stands below the charts, evenly spaced */
    SvgCharts(String stepName, List<String> steps) {
        this.stepName = stepName;
        this.steps = List.copyOf(steps);
    }

    /** One value a step, none of them negative. */
    record Line(String name, List<Double> values) {}

    SvgCharts chart(String title, Line... lines) {
        double highest = 0;
        for (Line line : lines) {
            highest = Math.max(
                    highest,
                    line.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0));
        }
        double top = roundUp(highest);
        StringBuilder svg = new StringBuilder();
        svg.append(format("<g transform=\"translate(%d 0)\">%n", charts.size() * WIDTH));
        svg.append(format("<text x=\"%d\" y=\"20\" font-weight=\"bold\">%s</text>%n", LEFT, title));
        grid(svg, top);
        for (int i = 0; i < lines.length; i++) {
            line(svg, lines[i], top, COLOURS.get(i % COLOURS.size()), i);
        }
        charts.add(svg.append("</g>\n").toString());
        return this;
    }

    private void grid(StringBuilder svg, double top) {
        for (int i = 0; i <= GRID_LINES; i++) {
            double value = top * i / GRID_LINES;
            double y = y(value, top);
            svg.append(format(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d4d4d8\"/>%n",
                    LEFT, WIDTH - RIGHT, y, y));
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 6, y + 4, top >= GRID_LINES ? format("%,.0f", value) : format("%.2f", value)));
        }
        for (int i = 0; i < steps.size(); i++) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(i), HEIGHT - BOTTOM + 18, steps.get(i)));
        }
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 34, stepName));
    }

    private void line(StringBuilder svg, Line line, double top, String colour, int number) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values().size(); i++) {
            double y = y(line.values().get(i), top);
            points.append(format("%.1f,%.1f ", x(i), y));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x(i), y, colour));
        }
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                points.toString().strip(), colour));
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                LEFT + number * 90, HEIGHT - 10, colour, line.name()));
    }

    private double x(int step) {
        int inner = WIDTH - LEFT - RIGHT;
        return LEFT + inner * (step + 0.5) / Math.max(1, steps.size());
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    /** To the next of 1, 2, 4, 6, 8 times a power of ten, all of which four lines divide well enough. */
    private static double roundUp(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 4, 6, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String format(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    String svg() {
        int width = charts.size() * WIDTH;
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">%n",
                        width, HEIGHT, width, HEIGHT)
                + format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", width, HEIGHT)
                + String.join("", charts)
                + "</svg>\n";
    }
}
