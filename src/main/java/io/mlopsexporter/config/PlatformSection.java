package io.mlopsexporter.config;

import io.mlopsexporter.config.PlatformConfig.ActivityType;
import java.util.List;
import java.util.regex.Pattern;

/** {@code platform}. */
final class PlatformSection {
    static final Key<List<ActivityType>> ACTIVITIES = Key.of(
            "activities",
            ListType.notEmpty(Choice.of(ActivityType.class)),
            "[training_run, model_version, pipeline_run, deployment]",
            "What counts as using the platform.");
    static final Key<List<Pattern>> WORKFLOWS = Key.of(
            "workflows",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "GitHub workflows whose runs are pipeline runs: searched in their names and files, and in the reusable workflows that they call"
                    + " (`acme/platform/.github/workflows/train.yml@v2`). None: no run is one.");
    static final Key<Pattern> USER_EXCLUDE = Key.of(
            "user_exclude",
            Types.REGEX,
            "'(?i)\\[bot\\]$|^(root|jovyan|ubuntu|ec2-user|airflow|runner|spark|nobody|unknown|github-actions|dependabot|renovate)$'",
            "Accounts that are no people, beside GitHub's bots: searched in user names, logins and mail addresses. People are counted under a"
                    + " keyed hash; no name is kept.");

    static final Key<List<String>> OFFERS = Key.optional(
            "offers",
            ListType.of(CapabilitySection.NAME_TYPE),
            "The capabilities that the platform offers, all of them. Without this list those are offered that a team is found to use, and of"
                    + " the others it is not known.");

    static final Section<PlatformConfig> SECTION = new Section<>(
            "platform",
            "What the platform offers, and what counts as using it, for `mlops_platform_…`.",
            List.of(ACTIVITIES, WORKFLOWS, USER_EXCLUDE, OFFERS),
            List.of(),
            values -> new PlatformConfig(
                    values.get(ACTIVITIES), values.get(WORKFLOWS), values.get(USER_EXCLUDE), values.find(OFFERS)));

    private PlatformSection() {}
}
