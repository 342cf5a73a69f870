package io.mlopsexporter.platform;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.platform.CostPolicy.Allocation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which team is meant by what a source of costs says of an owner. Case and spaces around a name do not matter. */
public final class Owners {
    private final Map<String, String> teams = new HashMap<>();
    private final Map<String, Set<String>> teamsByRepository = new HashMap<>();
    private final Map<String, Map<String, String>> configured = new HashMap<>();
    private final CostPolicy policy;

    /** @param log tells of teams and repositories that were discovered */
    public Owners(EventLog log, CostPolicy policy) {
        this.policy = policy;
        policy.teams().forEach(team -> teams.put(key(team), team));
        for (Application application : log.applications().values()) {
            String team = application.team();
            if (team.equals(Application.UNASSIGNED)) {
                continue;
            }
            if (policy.teams().isEmpty()) {
                teams.putIfAbsent(key(team), team);
            }
            Repository repository = log.repositories().get(application.repository());
            if (repository != null) {
                teamsByRepository
                        .computeIfAbsent(key(repository.name()), any -> new TreeSet<>())
                        .add(team);
            }
        }
        policy.sources().forEach((source, allocation) -> {
            var byOwner = new HashMap<String, String>();
            allocation.teams().forEach((owner, team) -> byOwner.put(key(owner), team));
            configured.put(source, byOwner);
        });
    }

    /** Empty: nobody's that is known. */
    public Optional<String> team(String source, Charge charge) {
        return named(source, key(charge.owner()))
                .or(() -> Optional.of(charge.team()).filter(team -> !team.isEmpty()));
    }

    private Optional<String> named(String source, String owner) {
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> told =
                Optional.ofNullable(configured.getOrDefault(source, Map.of()).get(owner));
        Allocation allocation = policy.sources().get(source);
        return told.isPresent()
                ? told
                : allocation != null && allocation.byRepository()
                        ? Optional.ofNullable(teamsByRepository.get(owner))
                                .filter(owning -> owning.size() == 1)
                                .map(owning -> owning.iterator().next())
                        : Optional.ofNullable(teams.get(owner));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
