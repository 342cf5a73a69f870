package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypeTest {
    @Test
    void everyTypeOfEvent_hasANameInTheStore() {
        assertThat(Arrays.stream(EventType.values()).<Class<?>>map(EventType::recordType))
                .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    /** The names are in people's stores: a change of one needs a migration. */
    @Test
    void names_stayAsTheyAre() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::key))
                .contains("application", "commit", "deployment", "incident", "lineage", "pull_request", "repository");
    }

    @Test
    void incidents_haveOneNameInAllTheirStates() {
        assertThat(EventType.of(Incident.Open.class)).isEqualTo(EventType.INCIDENT);
        assertThat(EventType.of(Incident.Resolved.class)).isEqualTo(EventType.INCIDENT);
        assertThatThrownBy(() -> EventType.of(Event.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
