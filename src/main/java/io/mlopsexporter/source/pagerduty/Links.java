package io.mlopsexporter.source.pagerduty;

import java.util.List;
import java.util.TreeSet;

/** What names the deployment behind an incident, besides its title. */
final class Links {
    private final ChangeEvents changes;
    private final CustomFields fields;

    Links(ChangeEvents changes, CustomFields fields) {
        this.changes = changes;
        this.fields = fields;
    }

    /** Commits, numbers and URLs, each once, sorted. */
    List<String> of(String incident) {
        var links = new TreeSet<>(changes.linksOf(incident));
        links.addAll(fields.linksOf(incident));
        return List.copyOf(links);
    }
}
