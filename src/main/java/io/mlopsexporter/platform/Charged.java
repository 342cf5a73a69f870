package io.mlopsexporter.platform;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which teams can see what they cost: those that charges name. That one has none proves nothing: it may use what is not charged, or its
 * charges may lack a tag.
 */
final class Charged {
    private final boolean known;
    private final Map<String, Set<LocalDate>> days = new HashMap<>();

    private Charged(boolean known) {
        this.known = known;
    }

    /** By charges that reach into the time after one instant and up to another. */
    static Charged of(EventLog log, CostPolicy policy, Instant after, Instant asOf) {
        var statements = Coverage.bySource(log, policy.sources().keySet());
        var charged = new Charged(statements.values().stream().anyMatch(told -> !told.isEmpty()));
        var owners = new Owners(log, policy);
        statements.forEach((source, told) -> {
            for (CostStatement statement : told) {
                for (Charge charge : statement.charges()) {
                    if (charge.amount().signum() != 0
                            && charge.to().isAfter(after)
                            && charge.from().isBefore(asOf)) {
                        owners.team(source, charge)
                                .ifPresent(team -> charged.days
                                        .computeIfAbsent(team, any -> new TreeSet<>())
                                        .add(LocalDate.ofInstant(charge.from(), ZoneOffset.UTC)));
                    }
                }
            }
        });
        return charged;
    }

    Verdict verdict(String team) {
        int count = days.getOrDefault(team, Set.of()).size();
        if (count > 0) {
            return Verdict.yes("charges of " + count + (count == 1 ? " day" : " days") + " name the team");
        }
        return Verdict.unknown(known ? "no charge names the team" : "no source of costs is known");
    }
}
