package io.mlopsexporter.dora;

import io.mlopsexporter.event.Addresses;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.ModelVersion.TrainingRun;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commits that training runs name, in whatever repository is read: an id of 40 digits is the same commit everywhere, in a
 * fork or after a renaming too.
 */
final class TrainedCommits {
    private final EventLog log;
    /** Made when first asked: without models nobody does. */
    private final Map<String, Repository> byAddress = new HashMap<>();

    private final Map<String, Optional<Instant>> known = new HashMap<>();

    TrainedCommits(EventLog log) {
        this.log = log;
    }

    /** All that is said here of the runs of these versions. */
    List<Object> of(Collection<ModelVersion> versions) {
        return versions.stream()
                .flatMap(version -> version.run().stream())
                .flatMap(run -> Stream.<Object>of(authoredAt(run), isPending(run)))
                .toList();
    }

    private Optional<Repository> at(String address) {
        if (byAddress.isEmpty()) {
            for (Repository repository : log.repositories().values()) {
                Addresses.of(repository.url()).ifPresent(found -> byAddress.put(found, repository));
            }
        }
        return Optional.ofNullable(byAddress.get(address));
    }

    /** Empty where the run names none, or one that no repository has which is read. */
    Optional<Instant> authoredAt(TrainingRun run) {
        return run.commit().flatMap(oid -> known.computeIfAbsent(oid, this::find));
    }

    /** Whether the commit lies in a repository that is read, and it is still to be looked up there. */
    boolean isPending(TrainingRun run) {
        Optional<Repository> repository = run.repository().flatMap(this::at).filter(found -> !found.gone());
        return repository.isPresent()
                && run.commit().isPresent()
                && authoredAt(run).isEmpty()
                && !log.history(repository.get().id())
                        .namedCommits()
                        .containsKey(run.commit().get());
    }

    private Optional<Instant> find(String oid) {
        for (RepositoryHistory history : log.histories().values()) {
            Commit commit = history.commits().get(oid);
            if (commit != null) {
                return Optional.of(commit.authoredAt());
            }
            NamedCommit named = history.namedCommits().get(oid);
            if (named != null && named.authoredAt().isPresent()) {
                return named.authoredAt();
            }
        }
        return Optional.empty();
    }
}
