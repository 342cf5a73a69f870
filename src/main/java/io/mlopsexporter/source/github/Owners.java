package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down whose the repositories are that hold no application: they may hold pipelines, or the code of models. */
final class Owners {
    private final Poll poll;
    private final Teams teams;

    Owners(Poll poll, Teams teams) {
        this.poll = poll;
        this.teams = teams;
    }

    void write(List<RepositoryPlan> plans) {
        Set<String> holding = poll.log().applications().values().stream()
                .map(Application::repository)
                .collect(Collectors.toSet());
        List<Repository> changed = plans.stream()
                .flatMap(plan -> Optional.ofNullable(poll.log().repositories().get(plan.id())).stream()
                        .filter(known -> !known.team().equals(owner(plan, holding)))
                        .map(known -> known.ownedBy(owner(plan, holding))))
                .toList();
        if (!changed.isEmpty()) {
            poll.journal().write(new Batch(List.copyOf(changed), List.of()), Map.of());
        }
    }

    private Optional<String> owner(RepositoryPlan plan, Set<String> holding) {
        return holding.contains(plan.id())
                ? Optional.empty()
                : Optional.of(teams.ownerOf(plan.repository()).team())
                        .filter(team -> !team.equals(Application.UNASSIGNED));
    }
}
