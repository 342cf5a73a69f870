package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the issues that are incidents known. The sweep shows whether anything happened to a repository's issues; then those that
 * were updated are read, whatever their labels, so that a label that was taken off is noticed. Once a day, and when issues have
 * vanished, the labelled ones are listed as a whole.
 */
final class Issues {
    /** So many polls wait for issues that do not come; then their figures are withheld and the rest goes on. */
    private static final int PATIENCE = 3;

    private final IssueReader reader;

    Issues(GitHubApi api, Tally skipped) {
        this.reader = new IssueReader(new IssuePages(api), skipped);
    }

    /** How often in a row a repository's issues did not come. */
    private record Misses(int times) {
        static String name(RepositoryNode repository) {
            return "issues/" + repository.number() + "/misses";
        }
    }

    /** GraphQL ids of the repositories whose issues the next sweep should look at. */
    static Set<String> wanted(Poll poll, ConfiguredRepositories configured) {
        Set<String> wanted = new LinkedHashSet<>();
        poll.settings()
                .issues()
                .forEach(selection -> configured.id(selection.repository()).ifPresent(wanted::add));
        return wanted;
    }

    void read(Poll poll, ConfiguredRepositories configured, SweepAnswer sweep) {
        poll.flush();
        Map<Long, IssueWork> works = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        for (IssueSelection selection : poll.settings().issues()) {
            if (!services.add(selection.service())) {
                continue; // of two applications
            }
            Optional<RepositoryNode> found = configured.of(selection.repository(), sweep.repositories());
            found.ifPresent(repository -> works.computeIfAbsent(
                            repository.number(),
                            number -> new IssueWork(repository, poll.id(number), new ArrayList<>()))
                    .selections()
                    .add(selection));
            if (found.isEmpty()) {
                unseen(poll, configured, selection, sweep);
            }
        }
        int done = 0;
        for (IssueWork work : works.values()) {
            known.addAll(read(poll, work, sweep));
            poll.journal().progress("issues", ++done, works.size());
        }
        settle(poll, known);
    }

    /** Those that were never found are told of by {@link ConfiguredRepositories}. */
    private static void unseen(
            Poll poll, ConfiguredRepositories configured, IssueSelection selection, SweepAnswer sweep) {
        configured.id(selection.repository()).ifPresent(node -> {
            String why = sweep.missing().getOrDefault(node, "it is not to be seen any more");
            poll.problem(
                    "issues of " + selection.repository(),
                    "cannot be read: " + why + "; the incidents of " + selection.name() + " are not known");
        });
    }

    /** @return the services whose incidents are known completely */
    private Set<String> read(Poll poll, IssueWork work, SweepAnswer sweep) {
        try {
            Set<String> known = refresh(poll, work, sweep);
            if (poll.note(Misses.name(work.repository()), Misses.class)
                    .filter(misses -> misses.times() > 0)
                    .isPresent()) {
                poll.keep(List.of(), Misses.name(work.repository()), new Misses(0));
            }
            return known;
        } catch (IssuePages.Unreadable e) {
            return e.isPassing() ? missed(poll, work, e.text()) : refused(poll, work, e.text());
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            return refused(poll, work, e.error().message());
        }
    }

    private static Set<String> refused(Poll poll, IssueWork work, String why) {
        String names = work.selections().stream().map(IssueSelection::name).collect(Collectors.joining(", "));
        poll.problem(
                work.subject(),
                "cannot be read: " + why + "; the incidents of " + names + " are not known: give the token read access"
                        + " to issues");
        return Set.of();
    }

    private static Set<String> missed(Poll poll, IssueWork work, String why) {
        String name = Misses.name(work.repository());
        int times = poll.note(name, Misses.class).map(Misses::times).orElse(0) + 1;
        if (times > PATIENCE) {
            return refused(poll, work, why);
        }
        poll.fail(new SourceError.Unavailable(
                work.subject() + ": " + why + " (tried " + times + " of " + PATIENCE + " times)"));
        poll.keep(List.of(), name, new Misses(times));
        Set<String> known = work.services();
        Optional<IssuesNote> note = poll.note(IssuesNote.name(work.repository()), IssuesNote.class);
        known.retainAll(note.map(IssuesNote::services).orElse(Collections.emptySortedSet()));
        known.removeAll(note.map(IssuesNote::unknown)
                .orElse(Collections.emptySortedMap())
                .keySet());
        return known;
    }

    private Set<String> refresh(Poll poll, IssueWork work, SweepAnswer sweep) {
        Optional<String> why = sweep.whyWithoutIssues(work.repository().node());
        if (why.isPresent()) {
            throw IssuePages.unreadable(why);
        }
        Optional<JsonNode> swept =
                sweep.found("issues", work.repository().node()).map(json -> json.path("issues"));
        Optional<IssuesNote> note = poll.note(IssuesNote.name(work.repository()), IssuesNote.class)
                .filter(known -> known.services().equals(work.services())
                        && !known.from().isAfter(poll.historyStart()));
        IssuesNote now = note.isPresent() && swept.isPresent()
                ? reader.update(poll, work, note.get(), swept.get())
                : reader.verify(poll, work, note, swept);
        poll.keep(List.of(), IssuesNote.name(work.repository()), now);
        now.unknown().values().stream().distinct().forEach(text -> poll.problem(work.subject(), text));
        Set<String> known = work.services();
        known.removeAll(now.unknown().keySet());
        return known;
    }

    /** Writes down which services are known, and forgets those that are not configured any more. */
    private static void settle(Poll poll, Set<String> known) {
        String prefix = poll.settings().source() + "/";
        Map<String, IncidentService> now = new LinkedHashMap<>();
        Set<String> configured = new TreeSet<>();
        for (IssueSelection selection : poll.settings().issues()) {
            configured.add(selection.service());
            if (known.contains(selection.service())) {
                now.putIfAbsent(
                        prefix + selection.service(),
                        new IncidentService(prefix + selection.service(), selection.name()));
            }
        }
        List<Event> upserts = new ArrayList<>();
        now.forEach((id, service) -> {
            if (!service.equals(poll.log().incidentServices().get(id))) {
                upserts.add(service);
            }
        });
        List<Batch.Key> removals = new ArrayList<>();
        poll.log().incidentServices().keySet().stream()
                .filter(id -> id.startsWith(prefix) && !now.containsKey(id))
                .forEach(id -> removals.add(new Batch.Key(IncidentService.class, id)));
        poll.log().incidents().values().stream()
                .filter(incident -> incident.id().startsWith(prefix) && !configured.contains(incident.service()))
                .forEach(incident -> removals.add(new Batch.Key(Incident.class, incident.id())));
        if (!upserts.isEmpty() || !removals.isEmpty()) {
            poll.journal().write(new Batch(upserts, removals), Map.of());
        }
        poll.flush();
    }
}
