package io.mlopsexporter.explain;

import io.mlopsexporter.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure, or the statistics of one distribution together.
 *
 * @param suffix the part of the metric's name that the scopes share
 * @param labels the values of its own labels, window and statistic apart
 * @param main of a distribution its median
 * @param others the other statistics
 */
public record FigureRow(Metric metric, String suffix, List<String> labels, Figure main, List<Figure> others) {
    private static final String STATISTIC = "statistic";

    public FigureRow {
        labels = List.copyOf(labels);
        others = List.copyOf(others);
    }

    /** The statistic that a figure is. */
    public static String statistic(Figure figure) {
        return figure.series().labels().getOrDefault(STATISTIC, "");
    }

    /** In the order of the figures. */
    public static List<FigureRow> of(List<Figure> figures) {
        var rows = new LinkedHashMap<List<String>, List<Figure>>();
        for (Figure figure : figures) {
            rows.computeIfAbsent(key(figure), any -> new ArrayList<>()).add(figure);
        }
        return rows.entrySet().stream()
                .map(row -> of(row.getKey().subList(1, row.getKey().size()), row.getValue()))
                .toList();
    }

    private static List<String> key(Figure figure) {
        var key = new ArrayList<>(List.of(figure.series().suffix()));
        for (Map.Entry<String, String> label : figure.series().labels().entrySet()) {
            if (!label.getKey().equals("window") && !label.getKey().equals(STATISTIC)) {
                key.add(label.getValue());
            }
        }
        return key;
    }

    private static FigureRow of(List<String> labels, List<Figure> figures) {
        Figure main = figures.stream()
                .filter(figure -> statistic(figure).equals("p50"))
                .findFirst()
                .orElse(figures.get(0));
        return new FigureRow(
                main.series().metric(),
                main.series().suffix(),
                labels,
                main,
                figures.stream().filter(figure -> !figure.equals(main)).toList());
    }
}
