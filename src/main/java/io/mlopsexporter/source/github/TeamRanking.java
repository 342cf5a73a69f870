package io.mlopsexporter.source.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which teams a repository may belong to, the most specific one first. Pure. */
final class TeamRanking {
    private TeamRanking() {}

    /**
     * Deepest in the tree of teams first, then the one that writes to the fewest repositories, then by slug.
     *
     * @return slugs by the GraphQL id of the repository
     */
    static SortedMap<String, List<String>> of(List<TeamNode> teams) {
        Map<String, TeamNode> bySlug = new HashMap<>();
        teams.forEach(team -> bySlug.put(team.slug(), team));
        List<TeamNode> ranked = new ArrayList<>(teams);
        ranked.sort(Comparator.comparing((TeamNode team) -> -depth(team, bySlug))
                .thenComparing(team -> team.repositories().size())
                .thenComparing(TeamNode::slug));
        SortedMap<String, List<String>> owners = new TreeMap<>();
        for (TeamNode team : ranked) {
            for (String repository : team.repositories()) {
                owners.computeIfAbsent(repository, any -> new ArrayList<>()).add(team.slug());
            }
        }
        return owners;
    }

    private static int depth(TeamNode team, Map<String, TeamNode> bySlug) {
        Set<String> seen = new HashSet<>();
        TeamNode at = team;
        while (at != null && seen.add(at.slug())) {
            at = at.parent().map(bySlug::get).orElse(null);
        }
        return seen.size();
    }
}
