package io.mlopsexporter.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names are labels: two teams or two applications of one name would be one series. */
final class TeamNames {
    private TeamNames() {}

    static void checkTeams(Item.Mapping root, Reading reading) {
        Map<String, String> seen = new HashMap<>();
        for (Item.Mapping team : root.mappings("teams")) {
            check(team, team.text("name"), seen, reading);
        }
    }

    static void checkApplications(Item.Mapping root, Reading reading) {
        Map<String, String> seen = new HashMap<>();
        for (Item.Mapping team : root.mappings("teams")) {
            for (Item.Mapping application : team.mappings("applications")) {
                check(application, nameOf(application), seen, reading);
            }
        }
    }

    private static Optional<String> nameOf(Item.Mapping application) {
        return application
                .text("name")
                .or(() -> application.text("model"))
                .or(() -> application.text("repository").map(TeamNames::ofRepository));
    }

    /** An application's name if none is configured. */
    static String ofRepository(String fullName) {
        return fullName.substring(fullName.indexOf('/') + 1);
    }

    private static void check(Item.Mapping named, Optional<String> name, Map<String, String> seen, Reading reading) {
        if (name.isEmpty()) {
            return;
        }
        String first = seen.putIfAbsent(name.get(), named.path());
        if (first != null) {
            reading.report(Problem.of(named.pathOf("name"), named.lineOf("name"), "is also the name of " + first)
                    .showing(Shown.quoted(name.get()))
                    .expecting("a name of its own"));
        }
    }
}
