package io.mlopsexporter.source.github;

import java.util.Locale;

/**
 * Issues that are incidents: those of a repository with a label.
 *
 * @param repository full name, perhaps a former one
 * @param label whatever its case, as GitHub has it
 */
public record IssueSelection(String repository, String label) {
    /** The {@code service} of the incidents: equal for what GitHub takes for the same. */
    public String service() {
        return (repository + "#" + label).toLowerCase(Locale.ROOT);
    }

    /** {@code acme/incidents#incident: web}. */
    String name() {
        return repository + "#" + label;
    }
}
