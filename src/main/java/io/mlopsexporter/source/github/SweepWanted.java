package io.mlopsexporter.source.github;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ids that a sweep is to look at besides the lists of the organisations; each is taken once. */
final class SweepWanted {
    /** {@code nodes(ids:)} takes no more. */
    private static final int IDS = 100;

    private final Deque<String> repositories;
    private final Deque<String> releases;
    private final Deque<String> tags;
    private final Deque<String> issues;
    private final Deque<String> watched;

    /**
     * @param repositories that no list will name
     * @param releases repositories whose releases are looked at
     * @param tags repositories whose tags are looked at
     * @param issues repositories whose issues are looked at
     * @param watched deployments and releases that may still change
     */
    SweepWanted(
            Collection<String> repositories,
            Collection<String> releases,
            Collection<String> tags,
            Collection<String> issues,
            Collection<String> watched) {
        this.repositories = new ArrayDeque<>(repositories);
        this.releases = new ArrayDeque<>(releases);
        this.tags = new ArrayDeque<>(tags);
        this.issues = new ArrayDeque<>(issues);
        this.watched = new ArrayDeque<>(watched);
    }

    static SweepWanted repositories(Collection<String> repositories) {
        return new SweepWanted(repositories, List.of(), List.of(), List.of(), List.of());
    }

    boolean isEmpty() {
        return repositories.isEmpty() && releases.isEmpty() && tags.isEmpty() && issues.isEmpty() && watched.isEmpty();
    }

    /**
     * The next ids, by alias of the query. Deployments and releases that are watched cost nothing.
     *
     * @param room how many connections may be filled
     */
    Map<String, List<String>> take(int room) {
        Map<String, List<String>> taken = new LinkedHashMap<>();
        int left = room;
        // The longest first: no more than 100 of a kind fit into the last request.
        List<Map.Entry<String, Deque<String>>> longestFirst = new ArrayList<>(costly().entrySet());
        longestFirst.sort(Comparator.comparing(kind -> -kind.getValue().size()));
        for (Map.Entry<String, Deque<String>> kind : longestFirst) {
            List<String> ids = take(kind.getValue(), Math.min(IDS, left));
            left -= ids.size();
            taken.put(kind.getKey(), ids);
        }
        taken.put("watched", take(watched, IDS));
        taken.put("moreWatched", take(watched, IDS));
        return taken;
    }

    private Map<String, Deque<String>> costly() {
        Map<String, Deque<String>> costly = new LinkedHashMap<>();
        costly.put("repositories", repositories);
        costly.put("releases", releases);
        costly.put("tags", tags);
        costly.put("issues", issues);
        return costly;
    }

    private static List<String> take(Deque<String> from, int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && !from.isEmpty()) {
            taken.add(from.remove());
        }
        return taken;
    }
}
