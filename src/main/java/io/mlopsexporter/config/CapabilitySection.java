package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code capabilities}: entries of a catalogue, or changes to them. */
final class CapabilitySection {
    static final TextType<String> NAME_TYPE = new TextType<>(
            "name of a capability",
            "small letters, digits and underscores",
            "^[a-z][a-z0-9_]*$",
            (text, reading) -> text);

    static final Key<String> NAME = Key.required("name", NAME_TYPE, "Its label `capability`.");
    static final Key<String> DESCRIPTION =
            Key.optional("description", Types.TEXT, "What it is, in a sentence. Required of one that is not bundled.");
    static final Key<List<CapabilityConfig.ApplicationKind>> KINDS = Key.optional(
            "kinds",
            ListType.notEmpty(Choice.of(CapabilityConfig.ApplicationKind.class)),
            "The kinds of applications that it is for. By default both.");
    static final Key<Boolean> NEEDED = Key.optional(
            "needed", new Flag(), "Whether every team with such an application needs it. By default it does.");
    static final Key<List<EvidenceConfig>> EVIDENCE = Key.optional(
            "evidence",
            ListType.of(EvidenceSection.SECTION),
            "Any one of these shows that a team uses it. None: it is used by those teams that say so.");
    static final Key<List<EvidenceConfig>> HINTS = Key.optional(
            "hints",
            ListType.of(EvidenceSection.SECTION),
            "What may mean use and proves nothing: it is shown by `explain --platform`, and where it is found, use is unknown rather than"
                    + " denied.");
    static final Key<Boolean> LISTED = Key.of("listed", new Flag(), "true", "`false` takes it out of the catalogue.");

    static final Section<Change> SECTION = new Section<>(
            "capability",
            "A capability: a new one, or what is different of a bundled one of this name. A list that is given takes the place of the bundled"
                    + " one.",
            List.of(NAME, DESCRIPTION, KINDS, NEEDED, EVIDENCE, HINTS, LISTED),
            List.of(),
            values -> new Change(
                    values.get(NAME),
                    values.find(DESCRIPTION),
                    values.find(KINDS).map(Set::copyOf),
                    values.find(NEEDED),
                    values.find(EVIDENCE),
                    values.find(HINTS),
                    values.get(LISTED)));

    private CapabilitySection() {}

    /** What is said of a capability; what is empty is as bundled. */
    record Change(
            String name,
            Optional<String> description,
            Optional<Set<CapabilityConfig.ApplicationKind>> kinds,
            Optional<Boolean> needed,
            Optional<List<EvidenceConfig>> evidence,
            Optional<List<EvidenceConfig>> hints,
            boolean listed) {

        /** @param known the capability as it is without this; empty: there is none of this name */
        CapabilityConfig of(Optional<CapabilityConfig> known) {
            return new CapabilityConfig(
                    name,
                    description
                            .or(() -> known.map(CapabilityConfig::description))
                            .orElse(name),
                    kinds.or(() -> known.map(CapabilityConfig::kinds))
                            .orElse(Set.of(CapabilityConfig.ApplicationKind.values())),
                    needed.or(() -> known.map(CapabilityConfig::needed)).orElse(true),
                    evidence.or(() -> known.map(CapabilityConfig::evidence)).orElse(List.of()),
                    hints.or(() -> known.map(CapabilityConfig::hints)).orElse(List.of()));
        }
    }
}
