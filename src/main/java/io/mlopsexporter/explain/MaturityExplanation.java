package io.mlopsexporter.explain;

import io.mlopsexporter.platform.Indicator.Dimension;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.MaturityFigures.Profile;
import io.mlopsexporter.platform.MaturityFigures.Rating;
import java.util.Optional;

/** What each indicator of maturity follows from, or what is missing for it. */
final class MaturityExplanation {
    private final PlatformExplanation.Lines lines;

    MaturityExplanation(PlatformExplanation.Lines lines) {
        this.lines = lines;
    }

    void add(MaturityFigures figures) {
        String until = ", events of 90 days up to " + figures.asOf();
        profile(
                "maturity of the platform" + until,
                Optional.empty(),
                "mlops_maturity_organization_",
                figures.platform());
        figures.teams()
                .forEach((team, profile) ->
                        profile("maturity of team " + team + until, Optional.of(team), "mlops_maturity_", profile));
    }

    private void profile(String of, Optional<String> team, String prefix, Profile profile) {
        for (Dimension dimension : Dimension.values()) {
            long known = profile.of(dimension).stream()
                    .filter(rating -> rating.score().isPresent())
                    .count();
            String text = known + " of " + profile.of(dimension).size() + " indicators are known";
            if (!profile.of(dimension).isEmpty()) {
                lines.add(
                        of,
                        team,
                        prefix + "score",
                        dimension.key() + ": "
                                + (profile.score(dimension).isPresent()
                                        ? profile.score(dimension).getAsDouble() + ": their mean; " + text
                                        : "not shown: " + text + ", fewer than half"));
            }
            profile.of(dimension).forEach(rating -> rating(of, team, prefix, rating));
        }
    }

    private void rating(String of, Optional<String> team, String prefix, Rating rating) {
        lines.add(
                of,
                team,
                prefix + "indicator",
                rating.indicator().name() + ": "
                        + rating.score()
                                .map(score ->
                                        score.value() + " (" + score.evidence().key() + "): " + rating.why())
                                .orElse("not known: " + rating.why()));
    }
}
