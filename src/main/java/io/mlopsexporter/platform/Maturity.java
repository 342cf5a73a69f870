package io.mlopsexporter.platform;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.MaturityAnswers.Answer;
import io.mlopsexporter.platform.MaturityFigures.Evidence;
import io.mlopsexporter.platform.MaturityFigures.Profile;
import io.mlopsexporter.platform.MaturityFigures.Rating;
import io.mlopsexporter.platform.MaturityFigures.Score;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Derives how mature teams and their platform are, from events and from what people answered (design 3.8). */
public final class Maturity {
    private static final Duration FRESH = Duration.ofDays(180);
    private static final Duration KEPT = Duration.ofDays(365);

    private final EventLog log;
    private final MaturityPolicy policy;
    private final Formulas formulas;
    private final Instant asOf;
    private final List<Answer> answers;

    private Maturity(EventLog log, MaturityPolicy policy, Formulas formulas, Instant asOf) {
        this.log = log;
        this.policy = policy;
        this.formulas = formulas;
        this.asOf = asOf;
        this.answers = log.platformFacts().values().stream()
                .filter(fact -> fact.id().startsWith(policy.assessments() + "/"))
                .filter(MaturityAnswers.class::isInstance)
                .flatMap(fact -> ((MaturityAnswers) fact).answers().stream())
                .toList();
    }

    /**
     * The figures at an instant up to which the sources of deployments are known.
     *
     * @param known the teams that the platform is for
     */
    public static MaturityFigures figures(
            EventLog log, MaturityPolicy policy, Formulas formulas, SortedSet<String> known, Instant asOf) {
        var maturity = new Maturity(log, policy, formulas, asOf);
        SortedMap<String, Profile> teams = new TreeMap<>();
        known.forEach(team -> teams.put(team, maturity.profile(Optional.of(team))));
        return new MaturityFigures(asOf, teams, maturity.profile(Optional.empty()));
    }

    private Profile profile(Optional<String> team) {
        Set<Kind> kinds = log.applications().values().stream()
                .filter(application -> team.equals(Optional.of(application.team())))
                .map(Application::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        return new Profile(policy.model().stream()
                .filter(indicator -> indicator.ofPlatform() == team.isEmpty())
                .filter(indicator -> team.isEmpty()
                        || kinds.isEmpty()
                        || indicator.kinds().stream().anyMatch(kinds::contains))
                .map(indicator -> rating(indicator, team))
                .toList());
    }

    private Rating rating(Indicator indicator, Optional<String> team) {
        Optional<Measured> measured = indicator.formula().map(formula -> formulas.of(formula, team));
        Optional<Rating> assessed = assessed(indicator, team);
        Optional<Rating> counted = measured.filter(one -> one.score().isPresent())
                .map(one -> new Rating(
                        indicator, Optional.of(new Score(one.score().getAsDouble(), Evidence.MEASURED)), one.why()));
        Optional<Rating> first = policy.preferAssessed() ? assessed : counted;
        return first.or(() -> policy.preferAssessed() ? counted : assessed)
                .orElseGet(() -> new Rating(
                        indicator, Optional.empty(), measured.map(Measured::why).orElse("not assessed")));
    }

    private Optional<Rating> assessed(Indicator indicator, Optional<String> team) {
        return answers.stream()
                .filter(answer -> answer.team().equals(team)
                        && answer.indicator().equals(indicator.name())
                        && !answer.at().isBefore(asOf.minus(KEPT)))
                .max(Comparator.comparing(Answer::at))
                .map(answer -> new Rating(
                        indicator,
                        Optional.of(new Score(
                                answer.score(),
                                answer.at().isBefore(asOf.minus(FRESH)) ? Evidence.STALE : Evidence.ASSESSED)),
                        "assessed on " + LocalDate.ofInstant(answer.at(), ZoneOffset.UTC) + " by: "
                                + answer.role().replace('_', ' ')));
    }
}
