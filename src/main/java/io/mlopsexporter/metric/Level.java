package io.mlopsexporter.metric;

import io.mlopsexporter.dora.Scope;
import java.util.List;

/** The three scopes that delivery metrics come at, each with names of its own: no label value stands for all. */
enum Level {
    ORGANIZATION("dora_organization_", "Of the whole organisation: "),
    TEAM("dora_team_", "Of a team: "),
    APPLICATION("dora_", "Of an application in an environment: ");

    private final String prefix;
    private final String of;

    Level(String prefix, String of) {
        this.prefix = prefix;
        this.of = of;
    }

    String prefix() {
        return prefix;
    }

    List<String> labels() {
        return switch (this) {
            case ORGANIZATION -> List.of();
            case TEAM -> List.of("ml_team");
            case APPLICATION -> List.of("ml_team", "application", "kind", "deploy_environment");
        };
    }

    String of() {
        return of;
    }

    static Level of(Scope scope) {
        if (scope instanceof Scope.OfApplication) {
            return APPLICATION;
        }
        return scope instanceof Scope.Team ? TEAM : ORGANIZATION;
    }

    /** The values of the labels of a scope. */
    static List<String> labels(Scope scope) {
        if (scope instanceof Scope.OfApplication application) {
            return List.of(
                    application.team(), application.name(), application.kind().key(), application.environment());
        }
        return scope instanceof Scope.Team team ? List.of(team.name()) : List.of();
    }
}
