package io.mlopsexporter.source.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is to be read of each repository. */
final class Plans {
    private final Poll poll;

    Plans(Poll poll) {
        this.poll = poll;
    }

    /** One for each repository that is not excluded, has an application, or may become one. */
    List<RepositoryPlan> of(SweepAnswer sweep, ConfiguredRepositories repositories) {
        Map<Long, List<RepositoryPlan.ConfiguredIn>> configured = new LinkedHashMap<>();
        for (GitHubSettings.Team team : poll.settings().teams()) {
            for (GitHubSettings.ConfiguredApplication application : team.applications()) {
                repositories
                        .of(application.repository(), sweep.repositories())
                        .ifPresent(repository -> configured
                                .computeIfAbsent(repository.number(), any -> new ArrayList<>())
                                .add(new RepositoryPlan.ConfiguredIn(team.name(), application)));
            }
        }
        List<RepositoryPlan> plans = new ArrayList<>();
        for (RepositoryNode repository : sweep.repositories()) {
            List<RepositoryPlan.ConfiguredIn> its = configured.getOrDefault(repository.number(), List.of());
            boolean discovered = its.isEmpty() && isDiscovered(sweep, repository);
            if (discovered || !its.isEmpty()) {
                Optional<Choice> choice =
                        poll.note(SignalNote.name(repository), SignalNote.class).flatMap(SignalNote::choice);
                plans.add(new RepositoryPlan(repository, poll.id(repository.number()), its, discovered, choice));
            }
        }
        return plans;
    }

    private boolean isDiscovered(SweepAnswer sweep, RepositoryNode repository) {
        boolean ours = sweep.isListed(repository)
                || poll.settings().organizations().stream().anyMatch(repository.owner()::equalsIgnoreCase);
        return ours
                && !repository.archived()
                && !repository.fork()
                && poll.settings().exclude().stream()
                        .noneMatch(pattern -> pattern.matcher(repository.name()).find());
    }
}
