package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * PagerDuty as a source. A poll is two requests, whatever the number of services: the open incidents, and those that were resolved
 * since the last poll. {@code since} and {@code until} are about creation and would never show an old incident's resolution.
 */
public final class PagerDutySource implements Source {
    /** What PagerDuty wants in each request, besides the credential. */
    public static final Map<String, String> HEADERS =
            Map.of("Accept", "application/vnd.pagerduty+json;version=2", "Content-Type", "application/json");

    private final PagerDutySettings settings;
    private final HttpApi api;
    private final IncidentMapping mapping;
    private final Incidents incidents;
    private final ServiceList services;
    private final Recorder.Tallies tallies = new Recorder.Tallies(new Tally(), new Tally());
    private boolean clockIsRight;

    private PagerDutySource(PagerDutySettings settings, HttpApi api) {
        this.settings = settings;
        this.api = api;
        this.mapping = new IncidentMapping(settings);
        this.incidents = new Incidents(api);
        this.services = new ServiceList(settings, api);
    }

    /** @param api a client that sends {@link #HEADERS} */
    public static PagerDutySource of(PagerDutySettings settings, HttpApi api) {
        return new PagerDutySource(settings, api);
    }

    @Override
    public String name() {
        return settings.source();
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            Poll poll = new Poll(journal, settings, now());
            Filters.apply(settings, journal);
            Links links = new Links(ChangeEvents.of(api, poll), CustomFields.of(api, poll));
            Recorder recorder = new Recorder(poll, mapping, links, tallies);
            OpenSet open = new OpenSet(poll, incidents, recorder);
            open.read();
            new ResolvedTail(poll, incidents, recorder).read();
            open.followUp(mapping.id(""));
            incidents.tellGaps(poll);
            services.refresh(poll);
            new Priorities(settings, api).check(poll);
            return poll.complete();
        } catch (SourceException e) {
            return new PollResult.Failed(explained(e.error()));
        }
    }

    /**
     * The services there are, and what could not be asked for.
     *
     * @param journal a passing one
     * @throws SourceException if incidents or services could not be read
     */
    public Overview overview(Journal journal) {
        Instant now;
        try {
            now = now();
        } catch (SourceException e) {
            throw new SourceException(explained(e.error()), e);
        }
        Poll poll = new Poll(journal, settings, now);
        ChangeEvents.of(api, poll);
        CustomFields.of(api, poll);
        new Priorities(settings, api).check(poll);
        List<IncidentService> sorted = services.all().stream()
                .sorted(Comparator.comparing(IncidentService::name).thenComparing(IncidentService::id))
                .toList();
        return new Overview(now, sorted, poll.problems());
    }

    /**
     * How many incidents that could not be understood were met since the start, each once, by reason: {@code no_id},
     * {@code no_start}, {@code no_resolution}, {@code resolved_before_start}, {@code unknown_status}.
     */
    @Override
    public Map<String, Long> skipped() {
        return tallies.skipped().counts();
    }

    /**
     * How many incidents that do not count were met since the start, each once, by reason: {@code merged}, {@code urgency},
     * {@code service}, {@code priority}.
     */
    public Map<String, Long> leftOut() {
        return tallies.leftOut().counts();
    }

    /** The server's time. Before its first answer we only have our own clock, which may be minutes off. */
    private Instant now() {
        if (!clockIsRight) {
            api.get(Incidents.OPEN, Map.of("date_range", "all", "limit", "1"));
            clockIsRight = true;
        }
        return api.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static SourceError explained(SourceError error) {
        return error instanceof SourceError.Unauthorized
                ? new SourceError.Unauthorized(error.message()
                        + " (was PagerDuty's API key revoked? a read-only key suffices; an OAuth app needs the scope"
                        + " incidents.read)")
                : error;
    }
}
