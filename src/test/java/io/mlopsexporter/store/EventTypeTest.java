package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.PlatformFact;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypeTest {
    @Test
    void everyTypeOfEvent_hasANameInTheStore() {
        assertThat(Arrays.stream(EventType.values()).<Class<?>>map(EventType::recordType))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Event.class, PlatformFact.class)
                        .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                        .filter(type -> type != PlatformFact.class)
                        .toList());
    }

    /** The names are in people's stores: a change of one needs a migration. */
    @Test
    void names_stayAsTheyAre() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::key))
                .contains(
                        "application",
                        "commit",
                        "cost_statement",
                        "deployment",
                        "incident",
                        "lineage",
                        "model_version",
                        "named_commit",
                        "maturity_answers",
                        "pull_request",
                        "registered_model",
                        "repository",
                        "repository_files",
                        "support_issues",
                        "survey_answers",
                        "team_members");
    }

    @Test
    void incidents_haveOneNameInAllTheirStates() {
        assertThat(EventType.of(Incident.Open.class)).isEqualTo(EventType.INCIDENT);
        assertThat(EventType.of(Incident.Resolved.class)).isEqualTo(EventType.INCIDENT);
        assertThatThrownBy(() -> EventType.of(Event.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
