package io.mlopsexporter.dora;

import java.util.List;
import java.util.SortedMap;

/**
 * All delivery figures, at all scopes.
 *
 * @param scopes the organisation, then teams, then applications, each by name
 * @param unmappedIncidents by source of incidents: how many belong to no application's service
 */
public record Figures(List<ScopeFigures> scopes, SortedMap<String, Integer> unmappedIncidents) {
    public Figures {
        scopes = List.copyOf(scopes);
    }
}
