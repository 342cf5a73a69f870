package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Change;
import io.mlopsexporter.dora.Delivery;
import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Failure;
import io.mlopsexporter.dora.QuickCheck;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.TeamMembers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The formulas by which indicators of maturity are measured, over 90 days; docs/maturity.md has each in a sentence. */
public final class Formulas {
    private static final int WEEKS = 13;
    private static final int QUARTERS = 4;

    private final EventLog log;
    private final Collection<ChainFacts> deployments;
    private final Collection<ChainFacts> failures;
    private final Watched watched;
    private final List<SurveyFigures> quarters;
    private final Instant asOf;

    /**
     * @param deployments all that brought a version to production
     * @param failures the same, with what failed; none: that is not known
     * @param incidentSources those of services that are known up to a recent instant
     * @param quarters of each survey that was read: the last four quarters, as windows of 91, 182, 273 and 364 days
     */
    public Formulas(
            EventLog log,
            Collection<ChainFacts> deployments,
            Collection<ChainFacts> failures,
            Set<String> incidentSources,
            List<SurveyFigures> quarters,
            Instant asOf) {
        this.log = log;
        this.deployments = deployments;
        this.failures = failures;
        this.watched = new Watched(log, incidentSources);
        this.quarters = List.copyOf(quarters);
        this.asOf = asOf;
    }

    /** @param team empty: the platform */
    Measured of(Indicator.Formula formula, Optional<String> team) {
        if (formula == Indicator.Formula.USER_FEEDBACK) {
            return userFeedback();
        }
        if (team.isEmpty()) {
            return Measured.unknown("is measured of teams only");
        }
        String name = team.get();
        return switch (formula) {
            case SHORT_ITERATIONS -> shortIterations(name);
            case FAST_DELIVERY -> fastDelivery(name);
            case REVIEWED_CHANGES -> reviewedChanges(name);
            case FAST_RECOVERY -> fastRecovery(name);
            case AUTONOMY -> autonomy(name);
            case AUTOMATED_DEPLOYMENT -> automatedDeployment(name);
            case REPRODUCIBLE_MODELS -> reproducibleModels(name);
            case MONITORED_PRODUCTION -> watched.of(name, chains(name));
            case USER_FEEDBACK -> userFeedback();
        };
    }

    private List<ChainFacts> chains(String team) {
        return deployments.stream()
                .filter(chain -> chain.application().team().equals(team))
                .toList();
    }

    private List<Delivery> deliveries(String team) {
        return chains(team).stream()
                .flatMap(chain -> chain.deliveries().stream())
                .filter(delivery -> Findings.WINDOW.contains(asOf, delivery.finishedAt()))
                .toList();
    }

    /** Whole weeks, Monday to Sunday; those before the team's first deployment, or of which not all is known, are left out. */
    private Measured shortIterations(String team) {
        List<ChainFacts> chains = chains(team);
        Optional<Instant> first = chains.stream()
                .flatMap(chain -> chain.deliveries().stream())
                .map(Delivery::finishedAt)
                .min(Comparator.naturalOrder());
        Optional<Instant> covered = chains.stream().map(ChainFacts::coveredFrom).max(Comparator.naturalOrder());
        LocalDate monday =
                LocalDate.ofInstant(asOf, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int weeks = 0;
        int delivering = 0;
        for (int ago = 1; ago <= WEEKS; ago++) {
            Instant begin = monday.minusWeeks(ago).atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = begin.plus(Duration.ofDays(7));
            if (first.filter(at -> at.isBefore(end)).isPresent()
                    && covered.filter(from -> !from.isAfter(begin)).isPresent()) {
                weeks++;
                delivering += chains.stream()
                                .flatMap(chain -> chain.deliveries().stream())
                                .anyMatch(delivery -> !delivery.finishedAt().isBefore(begin)
                                        && delivery.finishedAt().isBefore(end))
                        ? 1
                        : 0;
            }
        }
        return Measured.share(delivering, weeks, "whole weeks since the first deployment", "had one");
    }

    private Measured fastDelivery(String team) {
        return time(
                "changes",
                deliveries(team).stream()
                        .flatMapToDouble(delivery -> delivery.timed()
                                .flatMapToDouble(change -> change.leadTime(delivery.finishedAt()).stream()))
                        .toArray(),
                "median lead time");
    }

    private Measured fastRecovery(String team) {
        return time(
                "recovered failures",
                failures.stream()
                        .filter(chain -> chain.application().team().equals(team))
                        .flatMap(chain -> chain.failures().stream())
                        .filter(failure -> failure.recoveredAt()
                                .filter(at -> Findings.WINDOW.contains(asOf, at))
                                .isPresent())
                        .map(Failure::recovery)
                        .flatMapToDouble(OptionalDouble::stream)
                        .toArray(),
                "median recovery time");
    }

    private static Measured time(String what, double[] seconds, String name) {
        if (seconds.length < Measured.LEAST) {
            return Measured.tooFew(seconds.length, what);
        }
        double median = Distribution.of(DoubleStream.of(seconds)).orElseThrow().p50();
        double score = QuickCheck.time(median) / 10;
        return new Measured(
                OptionalDouble.of(score),
                String.format(
                        Locale.ROOT,
                        "%s of %d %s: %.0f s, a tenth of its Quick Check score",
                        name,
                        seconds.length,
                        what,
                        median));
    }

    private Measured reviewedChanges(String team) {
        List<Change> changes = deliveries(team).stream()
                .flatMap(delivery -> delivery.changes().stream())
                .toList();
        return Measured.share(
                changes.stream().filter(Formulas::isReviewed).count(),
                changes.size(),
                "delivered changes",
                "were reviewed by somebody else before the merge");
    }

    private static boolean isReviewed(Change change) {
        return change.pullRequest()
                .filter(pull -> pull.reviewedAt().stream().anyMatch(at -> !at.isAfter(pull.mergedAt())))
                .isPresent();
    }

    private Measured autonomy(String team) {
        Set<String> members = new HashSet<>();
        log.platformFacts().values().forEach(fact -> {
            if (fact instanceof TeamMembers one && one.team().equals(team)) {
                members.addAll(one.people());
            }
        });
        if (members.isEmpty()) {
            return Measured.unknown("the team's members are not known");
        }
        List<String> makers = deliveries(team).stream()
                .flatMap(delivery -> Optional.ofNullable(log.activities().get(delivery.id())).stream())
                .flatMap(activity -> activity.person().stream())
                .toList();
        return Measured.share(
                makers.stream().filter(members::contains).count(),
                makers.size(),
                "deployments by a person",
                "were by a member of the team");
    }

    private Measured automatedDeployment(String team) {
        Pipelines made = Pipelines.of(log, deployments, team, asOf);
        return Measured.share(
                made.automated(), made.known(), "deployments of which it is told who made them", "were by a pipeline");
    }

    private Measured reproducibleModels(String team) {
        List<ModelVersion> versions = deliveries(team).stream()
                .flatMap(delivery -> delivery.version().stream())
                .toList();
        return Measured.share(
                versions.stream()
                        .filter(version -> version.run()
                                .flatMap(ModelVersion.TrainingRun::commit)
                                .isPresent())
                        .count(),
                versions.size(),
                "model versions that went live",
                "have a known commit");
    }

    /** Over all surveys; a quarter is 91 days. */
    private Measured userFeedback() {
        if (quarters.isEmpty()) {
            return Measured.unknown("no survey was read");
        }
        int counted = 0;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            int at = quarter;
            counted += quarters.stream().anyMatch(survey -> within(survey, at) > 0) ? 1 : 0;
        }
        return Measured.of(counted, QUARTERS, "quarters", "had counted answers to a survey");
    }

    /** Counted responses of one quarter: those of the window that reaches it, without those of the one before. */
    private static int within(SurveyFigures survey, int quarter) {
        int until = survey.windows().get(quarter).responses();
        return quarter == 0 ? until : until - survey.windows().get(quarter - 1).responses();
    }
}
