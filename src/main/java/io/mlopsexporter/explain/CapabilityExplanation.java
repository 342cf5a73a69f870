package io.mlopsexporter.explain;

import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CapabilityFigures.Offer;
import io.mlopsexporter.platform.CapabilityFigures.Share;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import java.util.List;
import java.util.Optional;

/** What is offered, needed and used, and how that is known; shadow use, gaps and hints are told by name. */
final class CapabilityExplanation {
    private static final String PREFIX = "mlops_platform_";

    private final CapabilityFigures figures;
    private final PlatformExplanation.Lines lines;

    CapabilityExplanation(CapabilityFigures figures, PlatformExplanation.Lines lines) {
        this.figures = figures;
        this.lines = lines;
    }

    void add() {
        String platform = "capabilities of the platform, evidence of 90 days up to " + figures.asOf();
        Optional<Share> coverage = figures.coverage();
        lines.add(
                platform,
                PREFIX + "capability_coverage_ratio",
                coverage.map(share -> ratio(share) + share.count() + " of " + share.of()
                                + " pairs of a team and a capability that it needs are of one that is offered")
                        .orElse(
                                "not shown: whether a needed capability is offered is not known of all; declare them under"
                                        + " platform.offers"));
        figures.offered()
                .forEach(offer -> lines.add(
                        platform,
                        PREFIX + "capability_offered",
                        offer.capability().name() + ": " + word(offer.offered()) + ": " + offer.why() + shadow(offer)));
        figures.teams().forEach(this::team);
    }

    private String shadow(Offer offer) {
        int at = figures.offered().indexOf(offer);
        List<String> users = figures.teams().entrySet().stream()
                .filter(team -> team.getValue().get(at).used().orElse(false))
                .map(java.util.Map.Entry::getKey)
                .toList();
        return offer.offered().equals(Optional.of(false)) && !users.isEmpty()
                ? "; used all the same, by " + String.join(", ", users)
                : "";
    }

    private void team(String team, List<Standing> standings) {
        String of = "capabilities of team " + team;
        Share share = figures.coverage(team);
        lines.add(
                of,
                Optional.of(team),
                PREFIX + "team_capability_coverage_ratio",
                share.of() == 0
                        ? "not shown: of no needed capability it is known whether it is used"
                        : ratio(share) + share.count() + " of " + share.of()
                                + " needed capabilities whose use is known are used");
        for (Standing standing : standings) {
            lines.add(
                    of,
                    Optional.of(team),
                    PREFIX + "capability_used",
                    standing.capability().name() + ": "
                            + (standing.needed().isEmpty()
                                    ? ""
                                    : standing.needed().get() ? "needed, " : "not needed, ")
                            + "used: " + word(standing.used()) + ": " + standing.why() + hints(standing));
        }
    }

    private static String hints(Standing standing) {
        return standing.hints().isEmpty() || standing.used().isPresent()
                ? ""
                : "; hints: " + String.join(", ", standing.hints());
    }

    private static String ratio(Share share) {
        return share.ratio().isPresent() ? share.ratio().getAsDouble() + ": " : "not shown: ";
    }

    private static String word(Optional<Boolean> flag) {
        return flag.map(known -> known ? "yes" : "no").orElse("not known");
    }
}
