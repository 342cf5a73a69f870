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

        /** By hand, as it is looked up for each application at each poll, and what a record comes with is many times slower. */
        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof OfApplication that
                            && name.equals(that.name)
                            && team.equals(that.team)
                            && kind == that.kind
                            && environment.equals(that.environment));
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * name.hashCode() + team.hashCode()) + kind.hashCode()) + environment.hashCode();
        }
    }
}
