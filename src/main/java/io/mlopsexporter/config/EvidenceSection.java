package io.mlopsexporter.config;

import java.util.List;

/** {@code evidence} and {@code hints} of a capability. */
final class EvidenceSection {
    private static final TextType<String> PATH_TYPE = new TextType<>(
            "path",
            "a name in the repository's root, .github, .github/workflows or docs, as dvc.yaml or docs/model-card*",
            "^(\\.github/|\\.github/workflows/|docs/)?[^/\\n]+$",
            (text, reading) -> text);

    static final Key<PlatformConfig.ActivityType> ACTIVITY = Key.optional(
            "activity",
            Choice.of(PlatformConfig.ActivityType.class),
            "Platform activities of the team in the last 90 days.");
    static final Key<Long> AT_LEAST = Key.of("at_least", new WholeNumber(1, 1_000_000), "1", "How many of them.");
    static final Key<Long> ON_DAYS =
            Key.of("on_days", new WholeNumber(1, 90), "1", "On how many different days (UTC).");
    static final Key<String> WORKFLOW = Key.optional(
            "workflow",
            Types.REGEX_TEXT,
            "Searched in the text of the workflows (`.github/workflows`) of the team's repositories, without comments.");
    static final Key<String> PATH = Key.optional(
            "path",
            PATH_TYPE,
            "A file or folder in one of the team's repositories: in the root, `.github`, `.github/workflows` or `docs`. `*` stands for"
                    + " anything in a name.");
    static final Key<EvidenceConfig.Fact> FACT = Key.optional(
            "fact",
            Choice.of(EvidenceConfig.Fact.class),
            "`commits`: a commit of the last 90 days on a default branch. `checks`: checks or statuses on the newest such commit. `paging`:"
                    + " a PagerDuty service in service with an escalation policy. `deployed_by_pipeline`: at least 80 % of the production"
                    + " deployments of the last 90 days were made by a workflow. `costs`: charges of the last 90 days name the team, so that"
                    + " it can see what it costs.");

    static final Section<EvidenceConfig> SECTION = new Section<>(
            "evidence",
            "One thing that shows use.",
            List.of(ACTIVITY, AT_LEAST, ON_DAYS, WORKFLOW, PATH, FACT),
            List.of(
                    Rules.atLeastOne("activity", "workflow", "path", "fact"),
                    Rules.atMostOne("activity", "workflow", "path", "fact"),
                    Rule.inCode("`at_least` and `on_days` only with `activity`.", EvidenceSection::checkNumbers)),
            values -> new EvidenceConfig(
                    values.find(ACTIVITY),
                    Math.toIntExact(values.get(AT_LEAST)),
                    Math.toIntExact(values.get(ON_DAYS)),
                    values.find(WORKFLOW),
                    values.find(PATH),
                    values.find(FACT)));

    private EvidenceSection() {}

    private static void checkNumbers(Item.Mapping evidence, Reading reading) {
        if (evidence.find(ACTIVITY.name()).isPresent()) {
            return;
        }
        for (Key<?> key : List.of(AT_LEAST, ON_DAYS)) {
            if (evidence.find(key.name()).isPresent()) {
                reading.report(Problem.of(
                        evidence.pathOf(key.name()), evidence.lineOf(key.name()), "goes only with " + ACTIVITY.name()));
            }
        }
    }
}
