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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commits that training runs name, in whatever repository is read: an id of 40 digits is the same commit everywhere, in a
 * fork or after a renaming too. Where each was found is remembered from one log to the next, and those that are in none are looked for
 * again only where something changed.
 */
final class TrainedCommits {
    private final EventLog log;
    private final Map<String, Found> found = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    /** Made when first asked: without models nobody does. The former one's, if it is of the same repositories. */
    private final Map<String, Repository> byAddress;

    private record Found(String repository, Instant authoredAt) {}

    /** @param former of a log before this one, of which what still holds is taken over */
    @SuppressWarnings("ReferenceEquality")
    TrainedCommits(EventLog log, @Nullable TrainedCommits former) {
        this.log = log;
        this.byAddress =
                former != null && former.log.repositories() == log.repositories() ? former.byAddress : new HashMap<>();
        Set<String> unknown = named();
        if (former != null && !unknown.isEmpty()) {
            Map<String, RepositoryHistory> changed = changedSince(former.log);
            takeOver(former, unknown, changed);
            missing.addAll(unknown);
            missing.retainAll(former.missing);
            unknown.removeAll(missing);
            find(missing, changed);
        }
        find(unknown, log.histories());
        missing.addAll(unknown);
    }

    private Set<String> named() {
        Set<String> named = new HashSet<>();
        for (RepositoryHistory history : log.histories().values()) {
            for (ModelVersion version : history.versions().values()) {
                if (version.run().isPresent() && version.run().get().commit().isPresent()) {
                    named.add(version.run().get().commit().get());
                }
            }
        }
        return named;
    }

    private void takeOver(TrainedCommits former, Set<String> unknown, Map<String, RepositoryHistory> changed) {
        for (Map.Entry<String, Found> one : former.found.entrySet()) {
            String oid = one.getKey();
            if (unknown.contains(oid)) {
                String repository = one.getValue().repository();
                RepositoryHistory history = changed.get(repository);
                if (history == null) {
                    found.put(oid, one.getValue());
                } else {
                    find(oid, repository, history);
                }
            }
        }
        unknown.removeAll(found.keySet());
    }

    /** Those that are new or have changed, and, empty, those that are gone. */
    @SuppressWarnings("ReferenceEquality")
    private Map<String, RepositoryHistory> changedSince(EventLog former) {
        Map<String, RepositoryHistory> changed = new HashMap<>();
        if (former.histories() != log.histories()) {
            changed.putAll(log.histories());
            former.histories().forEach((repository, history) -> {
                if (changed.get(repository) == history) {
                    changed.remove(repository);
                } else {
                    changed.putIfAbsent(repository, RepositoryHistory.EMPTY);
                }
            });
        }
        return changed;
    }

    /** Takes those that it finds out of the set. */
    private void find(Set<String> oids, Map<String, RepositoryHistory> histories) {
        for (Map.Entry<String, RepositoryHistory> one : histories.entrySet()) {
            if (oids.isEmpty()) {
                return;
            }
            RepositoryHistory history = one.getValue();
            for (String oid : common(oids, history)) {
                if (find(oid, one.getKey(), history)) {
                    oids.remove(oid);
                }
            }
        }
    }

    /** The smaller side is looked up in the larger one. */
    private static List<String> common(Set<String> oids, RepositoryHistory history) {
        List<String> common = new ArrayList<>();
        for (Map<String, ?> there : List.of(history.commits(), history.namedCommits())) {
            boolean few = oids.size() < there.size();
            for (String oid : few ? oids : there.keySet()) {
                if (few ? there.containsKey(oid) : oids.contains(oid)) {
                    common.add(oid);
                }
            }
        }
        return common;
    }

    private boolean find(String oid, String repository, RepositoryHistory history) {
        Commit commit = history.commits().get(oid);
        NamedCommit named = history.namedCommits().get(oid);
        if (commit != null) {
            found.put(oid, new Found(repository, commit.authoredAt()));
        } else if (named != null && named.authoredAt().isPresent()) {
            found.put(oid, new Found(repository, named.authoredAt().get()));
        }
        return found.containsKey(oid);
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

    /** Empty where the run, one of the log's, names none, or one that no repository has which is read. */
    Optional<Instant> authoredAt(TrainingRun run) {
        return run.commit().map(found::get).map(Found::authoredAt);
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
}
