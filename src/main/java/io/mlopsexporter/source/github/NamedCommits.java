package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Addresses;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks up the commits that the versions of models were trained from, where no deployment has brought them: one point for ten. */
final class NamedCommits {
    private static final int PER_QUERY = 10;
    /** People train before they push. */
    private static final Duration PUSHED_WITHIN = Duration.ofDays(7);

    private static final Duration AGAIN = Duration.ofHours(1);

    private final GitHubApi api;
    /** When those that were missing were last asked for. */
    private Instant askedAgain = Instant.MIN;

    NamedCommits(GitHubApi api) {
        this.api = api;
    }

    void read(Poll poll) {
        boolean again = !askedAgain.plus(AGAIN).isAfter(poll.asOf());
        SortedMap<String, SortedSet<String>> wanted = wanted(poll, again);
        wanted.forEach((repository, oids) -> Optional.ofNullable(
                        poll.log().repositories().get(repository))
                .ifPresent(found -> read(found, List.copyOf(oids), poll)));
        if (again) {
            askedAgain = poll.asOf();
        }
    }

    /** By id of the repository. */
    private static SortedMap<String, SortedSet<String>> wanted(Poll poll, boolean again) {
        Map<String, Repository> byAddress = new HashMap<>();
        for (Repository repository : poll.log().repositories().values()) {
            if (repository.id().startsWith(poll.settings().source() + "/") && !repository.gone()) {
                Addresses.of(repository.url()).ifPresent(address -> byAddress.put(address, repository));
            }
        }
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        for (RepositoryHistory model : poll.log().histories().values()) {
            for (ModelVersion version : model.versions().values()) {
                version.run()
                        .ifPresent(run -> run.repository()
                                .flatMap(address -> Optional.ofNullable(byAddress.get(address)))
                                .ifPresent(repository -> run.commit()
                                        .filter(oid ->
                                                isWanted(poll, repository, oid, again && isRecent(version, poll)))
                                        .ifPresent(
                                                oid -> wanted.computeIfAbsent(repository.id(), any -> new TreeSet<>())
                                                        .add(oid))));
            }
        }
        return wanted;
    }

    private static boolean isRecent(ModelVersion version, Poll poll) {
        return version.createdAt().isAfter(poll.asOf().minus(PUSHED_WITHIN));
    }

    private static boolean isWanted(Poll poll, Repository repository, String oid, boolean again) {
        RepositoryHistory history = poll.log().history(repository.id());
        NamedCommit known = history.namedCommits().get(oid);
        return !history.commits().containsKey(oid)
                && (known == null || (again && known.authoredAt().isEmpty()));
    }

    private void read(Repository repository, List<String> oids, Poll poll) {
        for (int at = 0; at < oids.size(); at += PER_QUERY) {
            List<String> some = oids.subList(at, Math.min(oids.size(), at + PER_QUERY));
            List<Event> found = new ArrayList<>();
            ask(repository, some, poll).forEach((oid, authoredAt) -> {
                NamedCommit event = new NamedCommit(repository.id(), oid, authoredAt);
                if (!event.equals(
                        poll.log().history(repository.id()).namedCommits().get(oid))) {
                    found.add(event);
                }
            });
            if (!found.isEmpty()) {
                poll.journal().write(Batch.of(found), Map.of());
            }
        }
    }

    private Map<String, Optional<Instant>> ask(Repository repository, List<String> oids, Poll poll) {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < PER_QUERY; i++) {
            variables.put("c" + i, oids.get(Math.min(i, oids.size() - 1)));
        }
        GraphQlAnswer answer = api.query("NamedCommits", RepositoryPath.ownerAndName(repository, variables));
        Map<String, Optional<Instant>> found = new TreeMap<>();
        if (answer.at("repository").isMissingNode()) {
            String why = answer.errorAt("repository")
                    .map(GitHubApi.GraphQlError::describe)
                    .orElse("nothing came");
            poll.problem(
                    "repository " + repository.name(),
                    "the commits that models were trained from cannot be read: " + why
                            + "; grant read access to contents");
            oids.forEach(oid -> found.put(oid, Optional.empty()));
            return found;
        }
        for (int i = 0; i < oids.size(); i++) {
            JsonNode commit = answer.at("repository", "c" + i);
            if (commit.isMissingNode() && answer.errorAt("repository", "c" + i).isPresent()) {
                throw new SourceException(new SourceError.Unavailable(
                        "POST /graphql NamedCommits: " + answer.errors().get(0).describe()));
            }
            found.put(oids.get(i), Wire.optionalInstant(commit, "authoredDate"));
        }
        return found;
    }
}
