package io.mlopsexporter.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who works here, as numbers: no names, and none that could be somebody's. */
final class Staff {
    private static final String ROOF = "machine-learning";

    private final Map<String, List<String>> membersByTeam = new LinkedHashMap<>();
    private final List<DemoTeam> teams = new ArrayList<>();

    Staff(List<Blueprint> applications) {
        Map<String, Map<String, String>> writable = new LinkedHashMap<>();
        for (Blueprint blueprint : applications) {
            writable.computeIfAbsent(blueprint.team(), any -> new LinkedHashMap<>())
                    .put(blueprint.name(), "WRITE");
        }
        writable.keySet().forEach(this::hire);
        Map<String, String> all = new LinkedHashMap<>();
        writable.forEach((team, names) -> {
            if (!team.equals("platform")) {
                names.keySet().forEach(name -> all.put(name, "WRITE"));
            }
        });
        // the team above has access to all that its teams own, and security may read: neither owns an application
        add(ROOF, Optional.empty(), List.of("dev-01"), all);
        writable.forEach((team, names) ->
                add(team, team.equals("platform") ? Optional.empty() : Optional.of(ROOF), membersOf(team), names));
        Map<String, String> readable = new LinkedHashMap<>();
        applications.forEach(blueprint -> readable.put(blueprint.name(), "READ"));
        hire(Pipelines.NEWCOMER);
        add(
                Pipelines.NEWCOMER,
                Optional.empty(),
                membersOf(Pipelines.NEWCOMER),
                Map.of(Pipelines.NEWCOMERS_REPOSITORY, "WRITE"));
        add("security", Optional.empty(), List.of("dev-99"), readable);
    }

    List<DemoTeam> teams() {
        return List.copyOf(teams);
    }

    List<String> membersOf(String team) {
        return membersByTeam.getOrDefault(team, List.of());
    }

    private void hire(String team) {
        int first = membersByTeam.size() * 6 + 1;
        List<String> members = IntStream.range(first, first + 6)
                .mapToObj("dev-%02d"::formatted)
                .toList();
        membersByTeam.put(team, members);
    }

    private void add(String slug, Optional<String> parent, List<String> members, Map<String, String> permissions) {
        teams.add(new DemoTeam(9_000_100L + teams.size(), slug, parent, members, permissions));
    }
}
