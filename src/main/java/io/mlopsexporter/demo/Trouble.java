package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes incidents of one service. */
final class Trouble {
    private final DemoService service;
    private final Ledger ledger;
    private final Dice dice;
    private final Wording wording;

    Trouble(DemoService service, Ledger ledger, Dice dice) {
        this.service = service;
        this.ledger = ledger;
        this.dice = dice;
        this.wording = new Wording(dice);
    }

    /** After a deployment: some name its commit, some are reported twice and merged. */
    void of(DemoCommit bad, Instant at, Instant end) {
        String title = service.name() + ": " + wording.trouble()
                + (dice.chance(0.15) ? " since " + bad.oid().substring(0, 12) : "");
        Duration length = Duration.between(at, end);
        Instant acknowledgedAt = at.plus(length.dividedBy(8));
        String id = add(title, "high", at, Optional.of(acknowledgedAt), Optional.of(end), Optional.empty());
        if (dice.chance(0.08)) {
            String again = service.name() + ": " + wording.trouble();
            Instant second = at.plusSeconds(5);
            add(again, "high", second, Optional.empty(), Optional.of(acknowledgedAt.plusSeconds(6)), Optional.of(id));
        }
    }

    /** Noise that nobody has to get up for. */
    void low(Instant at) {
        add(
                service.name() + ": disk usage above 70 %",
                "low",
                at,
                Optional.empty(),
                Optional.of(at.plus(dice.minutes(5, 600))),
                Optional.empty());
    }

    /** One that has no deployment for a cause, with the end it has, if it has one. */
    void ofItself(String what, Instant at, Optional<Instant> acknowledgedAt, Optional<Instant> end) {
        add(service.name() + ": " + what, "high", at, acknowledgedAt, end, Optional.empty());
    }

    private String add(
            String title,
            String urgency,
            Instant at,
            Optional<Instant> acknowledgedAt,
            Optional<Instant> end,
            Optional<String> mergedInto) {
        int number = ledger.nextIncident();
        String id = "QDEMO%08d".formatted(number);
        ledger.add(new DemoIncident(id, number, service, title, urgency, at, acknowledgedAt, end, mergedInto));
        return id;
    }
}
