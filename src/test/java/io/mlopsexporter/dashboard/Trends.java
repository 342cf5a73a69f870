package io.mlopsexporter.dashboard;

/** What all panels over time have in common. */
final class Trends {
    static final String WORDS =
            "Each point is the figure as it stood then, over its whole window; days that were backfilled are one"
                    + " point a day, which holds until the next.";

    private Trends() {}

    /** A panel that shows how one figure went. */
    static Panel of(String title, String unit, int width, Query query, String legend) {
        Panel panel = Panel.series(title, Panel.about(query.metric()) + " " + WORDS, unit, width)
                .ask(legend, query.trend());
        panel.defaults().put("min", 0);
        return panel;
    }
}
