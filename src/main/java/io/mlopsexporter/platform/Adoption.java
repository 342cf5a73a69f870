package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.AdoptionFigures.InWindow;
import io.mlopsexporter.platform.AdoptionFigures.Start;
import io.mlopsexporter.platform.Uses.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Derives who uses the platform (design 3.8). */
public final class Adoption {
    /** A team seen for the first time so soon after the history begins may well be older. */
    private static final Duration UNCERTAIN = Duration.ofDays(30);

    private final PlatformPolicy policy;
    private final Instant asOf;
    private final Instant begin;
    private final SortedSet<String> known;
    private final List<Use> uses;
    private final Map<String, Instant> firsts = new HashMap<>();

    private Adoption(EventLog log, Collection<ChainFacts> deployments, PlatformPolicy policy, Instant asOf) {
        this.policy = policy;
        this.asOf = asOf;
        begin = asOf.minus(policy.history());
        known = known(log, policy);
        uses = Uses.of(log, deployments, policy.activities(), begin, asOf);
        uses.forEach(use -> use.teams().forEach(team -> firsts.putIfAbsent(team, use.at())));
    }

    /**
     * The figures at an instant up to which all sources of activities are known.
     *
     * @param deployments the production deployments of all applications up to that instant
     */
    public static AdoptionFigures figures(
            EventLog log, Collection<ChainFacts> deployments, PlatformPolicy policy, Instant asOf) {
        var adoption = new Adoption(log, deployments, policy, asOf);
        List<Start> starts = adoption.starts(deployments);
        return new AdoptionFigures(
                asOf,
                adoption.known,
                persons(adoption.uses).size(),
                Distribution.of(starts.stream()
                        .filter(start -> !start.leftOut())
                        .flatMap(start ->
                                start.deployed().stream().map(deployed -> Duration.between(start.from(), deployed)))
                        .mapToDouble(took -> took.getSeconds() + took.getNano() / 1e9)),
                Math.toIntExact(starts.stream()
                        .filter(start -> !start.leftOut() && start.deployed().isEmpty())
                        .count()),
                starts,
                policy.windows().stream().map(adoption::inWindow).toList());
    }

    private static SortedSet<String> known(EventLog log, PlatformPolicy policy) {
        var known = new TreeSet<String>();
        if (policy.teams().isEmpty()) {
            log.applications().values().stream()
                    .map(Application::team)
                    .filter(team -> !team.equals(Application.UNASSIGNED))
                    .forEach(known::add);
        }
        policy.teams().forEach((team, member) -> {
            if (member.counted()) {
                known.add(team);
            }
        });
        return known;
    }

    private InWindow inWindow(Window window) {
        Instant from = window.start(asOf);
        Instant before = from.minus(window.length());
        boolean reaches = !before.isBefore(begin);
        List<Use> inside = between(from, asOf);
        SortedSet<String> active = active(inside);
        return new InWindow(
                window,
                active,
                persons(inside).size(),
                reaches ? OptionalInt.of(fresh(from)) : OptionalInt.empty(),
                reaches ? retention(active(between(before, from)), active) : OptionalDouble.empty(),
                counts(inside));
    }

    private List<Use> between(Instant from, Instant to) {
        return uses.stream()
                .filter(use -> use.at().isAfter(from) && !use.at().isAfter(to))
                .toList();
    }

    private SortedSet<String> active(List<Use> inside) {
        var active = new TreeSet<String>();
        inside.forEach(use -> active.addAll(use.teams()));
        active.retainAll(known);
        return active;
    }

    private int fresh(Instant from) {
        return Math.toIntExact(known.stream()
                .filter(firsts::containsKey)
                .filter(team -> firsts.getOrDefault(team, Instant.MIN).isAfter(from))
                .count());
    }

    private static OptionalDouble retention(Set<String> before, Set<String> now) {
        if (before.isEmpty()) {
            return OptionalDouble.empty();
        }
        long stayed = before.stream().filter(now::contains).count();
        return OptionalDouble.of((double) stayed / before.size());
    }

    private static Set<String> persons(List<Use> uses) {
        var persons = new HashSet<String>();
        uses.forEach(use -> use.person().ifPresent(persons::add));
        return persons;
    }

    private SortedMap<String, SortedMap<Activity.Type, Integer>> counts(List<Use> inside) {
        var counts = new TreeMap<String, SortedMap<Activity.Type, Integer>>();
        for (String team : known) {
            var ofTeam = new TreeMap<Activity.Type, Integer>();
            policy.activities().forEach(type -> ofTeam.put(type, 0));
            counts.put(team, ofTeam);
        }
        for (Use use : inside) {
            for (String team : use.teams()) {
                Optional.ofNullable(counts.get(team)).ifPresent(ofTeam -> ofTeam.merge(use.type(), 1, Integer::sum));
            }
        }
        return counts;
    }

    private List<Start> starts(Collection<ChainFacts> deployments) {
        var byTeam = new HashMap<String, TreeSet<Instant>>();
        for (ChainFacts chain : deployments) {
            chain.deliveries()
                    .forEach(delivery -> byTeam.computeIfAbsent(
                                    chain.application().team(), any -> new TreeSet<>())
                            .add(delivery.finishedAt()));
        }
        return known.stream()
                .flatMap(team -> from(team).stream().map(from -> {
                    boolean told = since(team).isPresent();
                    Optional<Instant> deployed = Optional.ofNullable(
                            byTeam.getOrDefault(team, new TreeSet<>()).ceiling(from));
                    return new Start(team, from, deployed, !told && from.isBefore(begin.plus(UNCERTAIN)));
                }))
                .toList();
    }

    private Optional<Instant> from(String team) {
        Optional<Instant> since = since(team).filter(told -> !told.isAfter(asOf));
        return since.isPresent() ? since : Optional.ofNullable(firsts.get(team));
    }

    private Optional<Instant> since(String team) {
        return Optional.ofNullable(policy.teams().get(team)).flatMap(PlatformPolicy.Member::since);
    }
}
