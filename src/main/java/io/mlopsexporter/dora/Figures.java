package io.mlopsexporter.dora;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All delivery figures, at all scopes.
 *
 * @param scopes the organisation, then teams, then applications, each by name
 * @param unmappedIncidents by source of incidents that is fresh: how many belong to no application's service
 * @param mappingProblems what is wrong in how incident services are mapped to applications
 */
public record Figures(
        List<ScopeFigures> scopes,
        SortedMap<String, Integer> unmappedIncidents,
        List<ServiceMapping.Problem> mappingProblems) {
    public Figures {
        scopes = List.copyOf(scopes);
        mappingProblems = List.copyOf(mappingProblems);
    }

    /** Those of all applications; nothing if there are none. */
    public Optional<ScopeFigures> organization() {
        return scopes.stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .findFirst();
    }
}
