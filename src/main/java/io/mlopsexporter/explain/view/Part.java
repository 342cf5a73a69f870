package io.mlopsexporter.explain.view;

import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.Section;
import java.util.Locale;
import java.util.Optional;

/** A list on the page, in the order of the page. */
enum Part {
    FAILURES("Failed deployments and rework"),
    CHANGES("Changes"),
    DEPLOYMENTS("Deployments"),
    INCIDENTS("Incidents"),
    LINKED("Incidents that started in the window"),
    LEFT_OUT("Attempts left out");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** Its heading. */
    String title() {
        return title;
    }

    /** Its anchor. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The parameter that says which page of it is shown. */
    String parameter() {
        return key() + "_page";
    }

    /** What of an explanation it shows. */
    Optional<? extends Section<?>> of(Explanation explanation) {
        return switch (this) {
            case FAILURES -> explanation.failures();
            case CHANGES -> explanation.changes();
            case DEPLOYMENTS -> explanation.deployments();
            case INCIDENTS -> explanation.incidents();
            case LINKED ->
                explanation.linked().filter(any -> explanation.incidents().isEmpty());
            case LEFT_OUT -> explanation.uncounted();
        };
    }
}
