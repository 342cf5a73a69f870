package io.mlopsexporter.explain.view;

import io.mlopsexporter.platform.PlatformFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of the platform's figures, in the order of the page. */
enum PlatformPart {
    ADOPTION("Adoption", "mlops_platform_(adoption|teams|users|active|new|retention|team_activities).*"),
    HAPPINESS("User happiness", "mlops_platform_(satisfaction|net_promoter|survey).*"),
    SUPPORT("Support", "mlops_platform_(support|open_support|oldest_unanswered).*"),
    COST("Cost", "mlops_platform_(team_cost|unallocated_cost|cost).*"),
    CAPABILITIES("Capabilities", "mlops_platform_(team_capability|capability).*"),
    MATURITY("Maturity", "mlops_maturity_.*");

    /** The value of the parameter that asks for all of them. */
    static final String ALL = "all";

    private final String title;
    private final String metrics;

    PlatformPart(String title, String metrics) {
        this.title = title;
        this.metrics = metrics;
    }

    /** Its heading. */
    String title() {
        return title;
    }

    /** Its anchor, and what asks for it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean holds(String metric) {
        return metric.matches(metrics);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(PlatformPart::key).toList();
    }

    /** Whether anything of it is known. */
    boolean isKnown(PlatformFigures figures) {
        return switch (this) {
            case ADOPTION -> figures.adoption().isPresent();
            case HAPPINESS -> !figures.surveys().isEmpty();
            case SUPPORT -> figures.support().isPresent();
            case COST -> figures.cost().isPresent();
            case CAPABILITIES -> figures.capabilities().isPresent();
            case MATURITY -> figures.maturity().isPresent();
        };
    }

    /** What there would be to configure, or to wait for. */
    String missing() {
        return switch (this) {
            case ADOPTION, CAPABILITIES, MATURITY ->
                "no source of deployments has been read to the end, or not recently";
            case HAPPINESS -> "no survey is configured, or none has been read yet";
            case SUPPORT -> "no repository of support issues is configured, or it has not been read yet";
            case COST -> "no source of costs is configured, or one has not been read yet";
        };
    }

    static Optional<PlatformPart> named(String key) {
        return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst();
    }
}
