package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the runs of a workflow of the platform known: each is a use at its creation, on whatever branch and whatever came of it. The
 * history is read a quarter at a time, newest first; a read that was interrupted goes on there.
 */
final class PlatformRuns {
    private static final Duration SLICE = Duration.ofDays(90);

    /** Lists lag behind. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final Map<String, String> QUERY = Map.of("per_page", "100", "exclude_pull_requests", "true");

    private final GitHubApi api;

    PlatformRuns(GitHubApi api) {
        this.api = api;
    }

    /** What stands in the ids of a workflow's runs, after the repository's id. */
    static String within(String file) {
        return "/pipeline_run/" + file + "/";
    }

    void read(Poll poll, RepositoryPlan plan, String file) {
        try {
            new Work(poll, plan, file).run();
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem(
                    "runs of workflow " + file + " of " + plan.repository().name(),
                    e.getMessage() + "; grant read access to actions");
        }
    }

    private final class Work {
        private final Poll poll;
        private final RepositoryPlan plan;
        private final String file;
        private final String path;
        private final String name;

        Work(Poll poll, RepositoryPlan plan, String file) {
            this.poll = poll;
            this.plan = plan;
            this.file = file;
            this.path = "/repos/" + plan.repository().name() + "/actions/workflows/" + file + "/runs";
            this.name = PlatformRunsNote.name(plan.repository(), file);
        }

        void run() {
            JsonNode newest = api.rest().get(path, QUERY).body();
            String firstPage = fingerprint(newest);
            Instant until = Wire.optionalInstant(newest.path("workflow_runs").path(0), "created_at")
                    .orElse(poll.asOf())
                    .minus(OVERLAP);
            Optional<PlatformRunsNote> known = poll.note(name, PlatformRunsNote.class)
                    .filter(note -> note.people().equals(poll.people()));
            if (known.isPresent() && !known.get().firstPage().equals(firstPage)) {
                readNewest(known.get().until());
            }
            Instant end = poll.asOf().plus(Duration.ofDays(1));
            PlatformRunsNote note = new PlatformRunsNote(
                    poll.people(), known.map(PlatformRunsNote::from).orElse(end), until, firstPage);
            if (newest.path("total_count").asLong()
                    <= newest.path("workflow_runs").size()) {
                readAll(newest, note);
            } else {
                readHistory(note);
            }
        }

        /** They are all on one page, as most workflows' are. */
        private void readAll(JsonNode page, PlatformRunsNote note) {
            Map<String, Activity> found = new LinkedHashMap<>();
            page.path("workflow_runs").forEach(run -> look(run, found));
            Instant from = note.from().isBefore(poll.historyStart()) ? note.from() : poll.historyStart();
            poll.keep(
                    List.copyOf(found.values()),
                    name,
                    new PlatformRunsNote(note.people(), from, note.until(), note.firstPage()));
        }

        private void readNewest(Instant until) {
            Map<String, Activity> found = new LinkedHashMap<>();
            api.rest().pages(path, QUERY, page -> {
                boolean older = true;
                for (JsonNode run : page.body().path("workflow_runs")) {
                    look(run, found);
                    older = Wire.instant(run, "created_at").isAfter(until);
                }
                return older;
            });
            poll.keep(List.copyOf(found.values()));
        }

        private void readHistory(PlatformRunsNote reached) {
            PlatformRunsNote note = reached;
            poll.keep(List.of(), name, note);
            while (note.from().isAfter(poll.historyStart())) {
                Instant start = note.from().minus(SLICE);
                Instant from = start.isBefore(poll.historyStart()) ? poll.historyStart() : start;
                Map<String, Activity> found = new LinkedHashMap<>();
                new RunRanges(api, path, QUERY).read(from, note.from(), run -> look(run, found));
                note = new PlatformRunsNote(note.people(), from, note.until(), note.firstPage());
                poll.keep(List.copyOf(found.values()), name, note);
                poll.flush();
            }
        }

        private void look(JsonNode run, Map<String, Activity> found) {
            String id = plan.id() + within(file) + Wire.number(run, "id");
            Instant at = Wire.instant(run, "created_at");
            Activity use = new Activity(id, Activity.Type.PIPELINE_RUN, at, plan.id(), person(run));
            if (!at.isBefore(poll.historyStart())
                    && !use.equals(poll.log().activities().get(id))) {
                found.put(id, use);
            }
        }

        /** GitHub says of scheduled runs that they are of who wrote the schedule; nobody used the platform then. */
        private Optional<String> person(JsonNode run) {
            return Wire.text(run, "event").equals("schedule")
                    ? Optional.empty()
                    : Deployers.person(poll.settings().platform().people(), Deployers.login(run.path("actor")));
        }
    }

    private static String fingerprint(JsonNode body) {
        StringBuilder text = new StringBuilder();
        body.path("workflow_runs")
                .forEach(run -> text.append(run.path("id").asText()).append(' '));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
