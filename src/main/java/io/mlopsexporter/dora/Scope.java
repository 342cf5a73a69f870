package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Kind;
import java.util.Comparator;

/** What figures are about. Ordered: the organisation, then teams, then applications, each by name. */
public sealed interface Scope {
    Comparator<Scope.OfApplication> APPLICATIONS = Comparator.comparing(OfApplication::team)
            .thenComparing(OfApplication::name)
            .thenComparing(OfApplication::kind)
            .thenComparing(OfApplication::environment);

    /** All applications. */
    record Organization() implements Scope {}

    /** All applications of a team. */
    record Team(String name) implements Scope {}

    /** One application in one environment. */
    record OfApplication(String team, String name, Kind kind, String environment) implements Scope {
        static OfApplication of(Application application, String environment) {
            return new OfApplication(application.team(), application.name(), application.kind(), environment);
        }
    }
}
