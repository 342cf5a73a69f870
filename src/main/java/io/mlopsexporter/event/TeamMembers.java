package io.mlopsexporter.event;

import java.util.Set;

/**
 * The members of a team.
 *
 * @param id {@code <source>/members/<team>}
 * @param team its name
 * @param people keyed hashes that stand for them, as in {@link Activity#person}
 */
public record TeamMembers(String id, String team, Set<String> people) implements PlatformFact {
    public TeamMembers {
        people = Set.copyOf(people);
    }
}
