package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The services of the account. They tell mistakes in their mapping to applications, and which applications need this account.
 * Read once a day, so that polls stay at two requests; incidents bring news of a service's name sooner.
 */
final class ServiceList {
    static final String NAME = "services";
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final PagerDutySettings settings;
    private final HttpApi api;

    ServiceList(PagerDutySettings settings, HttpApi api) {
        this.settings = settings;
        this.api = api;
    }

    /** Those whose incidents are read, each once. */
    List<IncidentService> all() {
        Map<String, IncidentService> services = new TreeMap<>();
        new Listing(api).read("/services", "services", Map.of("sort_by", "name"), 0, page -> {
            page.items().forEach(json -> {
                String id = Wire.text(json, "id");
                String name = Wire.firstOf(Wire.text(json, "name"), Wire.text(json, "summary"));
                if (!id.isEmpty() && settings.wantsService(id, name)) {
                    services.put(id, new IncidentService(settings.source() + "/" + id, name, paging(json)));
                }
            });
            return true;
        });
        return List.copyOf(services.values());
    }

    /** Every new service has an escalation policy; a disabled one calls nobody. What is not told is not guessed. */
    private static Optional<Boolean> paging(JsonNode json) {
        String status = Wire.text(json, "status");
        return status.isEmpty() || !json.has("escalation_policy")
                ? Optional.empty()
                : Optional.of(!status.equals("disabled")
                        && !Wire.text(json.path("escalation_policy"), "id").isEmpty());
    }

    /** Brings the journal up to date, if it is time to. That it can't be read is a problem, and no reason to fail. */
    void refresh(Poll poll) {
        Optional<OptionalNote> former = poll.journal().cursor(NAME).flatMap(OptionalNote::parse);
        if (former.filter(note -> !note.isDue(poll.asOf(), BETWEEN)).isPresent()) {
            former.map(OptionalNote::refusal)
                    .filter(refusal -> !refusal.isEmpty())
                    .ifPresent(refusal -> poll.problem(NAME, refusal));
            return;
        }
        try {
            write(poll, all(), former.isPresent());
        } catch (SourceException e) {
            String refusal =
                    e.getMessage() + "; mistakes in the mapping of services to applications can't be recognised"
                            + " without the list of services (OAuth scope services.read)";
            poll.problem(NAME, refusal);
            if (e.error() instanceof SourceError.Permanent) {
                OptionalNote note = new OptionalNote(poll.asOf(), false, refusal);
                poll.journal().write(Batch.EMPTY, Map.of(NAME, note.text()));
            }
        }
    }

    private void write(Poll poll, List<IncidentService> listed, boolean again) {
        Map<String, IncidentService> gone = new HashMap<>(
                poll.journal().log().toldBy(Set.of(settings.source())).incidentServices());
        List<Event> changed = new ArrayList<>();
        for (IncidentService service : listed) {
            if (!service.equals(gone.remove(service.id()))) {
                changed.add(service);
            }
        }
        Map<String, String> notes = new HashMap<>();
        notes.put(NAME, new OptionalNote(poll.asOf(), !listed.isEmpty(), "").text());
        if (again && settings.choosesServices() && !(changed.isEmpty() && gone.isEmpty())) {
            // One that bears another name now may have been left out until now, or may have to be from now on.
            notes.put(TailNote.NAME, TailNote.READ_ANEW);
        }
        List<Batch.Key> removals = gone.keySet().stream()
                .map(id -> new Batch.Key(IncidentService.class, id))
                .toList();
        poll.journal().write(new Batch(changed, removals), notes);
    }
}
