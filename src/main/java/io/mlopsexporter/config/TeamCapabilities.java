package io.mlopsexporter.config;

import java.util.List;
import java.util.Set;

/**
 * What a team says of capabilities; the rest is by default or detected.
 *
 * @param needs besides those that are needed by default
 * @param needless not needed, though they are by default
 * @param uses whatever is detected
 * @param unused not used, whatever is detected
 */
public record TeamCapabilities(Set<String> needs, Set<String> needless, Set<String> uses, Set<String> unused) {
    private static final Type<List<String>> NAMES = ListType.of(CapabilitySection.NAME_TYPE);
    private static final Key<List<String>> NEEDS =
            Key.of("needs", NAMES, "[]", "Capabilities that the team needs besides those needed by default.");
    private static final Key<List<String>> NEEDLESS =
            Key.of("does_not_need", NAMES, "[]", "Those that it does not need, though they are by default.");
    private static final Key<List<String>> USES =
            Key.of("uses", NAMES, "[]", "Those that it uses, whatever is detected.");
    private static final Key<List<String>> UNUSED =
            Key.of("does_not_use", NAMES, "[]", "Those that it does not use, whatever is detected.");
    static final List<Key<?>> KEYS = List.of(NEEDS, NEEDLESS, USES, UNUSED);

    static final Section<TeamCapabilities> SECTION = new Section<>(
            "capabilities of a team",
            "What the team says of capabilities. The rest is by default, or detected.",
            KEYS,
            List.of(
                    Rule.inCode(
                            "Nothing is both needed and not needed.",
                            (mapping, reading) -> apart(NEEDS, NEEDLESS, mapping, reading)),
                    Rule.inCode(
                            "Nothing is both used and not used.",
                            (mapping, reading) -> apart(USES, UNUSED, mapping, reading))),
            values -> new TeamCapabilities(
                    Set.copyOf(values.get(NEEDS)),
                    Set.copyOf(values.get(NEEDLESS)),
                    Set.copyOf(values.get(USES)),
                    Set.copyOf(values.get(UNUSED))));

    private static void apart(Key<List<String>> one, Key<List<String>> other, Item.Mapping mapping, Reading reading) {
        List<String> first = one.peek(mapping).orElse(List.of());
        other.peek(mapping).orElse(List.of()).stream()
                .filter(first::contains)
                .forEach(both -> reading.report(Problem.of(
                                mapping.pathOf(other.name()),
                                mapping.lineOf(other.name()),
                                "stands under " + one.name() + " too")
                        .showing(Shown.quoted(both))
                        .expecting("it in one of them")));
    }
}
