package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the users of the platform ask its team, as issues with a label; a few are never closed. */
final class Questions {
    /** Of which repository the issues are. */
    static final String REPOSITORY = "feature-store";

    private static final Duration AHEAD = Duration.ofDays(20);
    /** Far from those of incidents. */
    private static final int FIRST = 20_000;

    private static final List<String> ASKED = List.of(
            "How do I backfill a feature?",
            "My training run cannot reach the registry",
            "Which quota do GPU jobs have?",
            "Rights for a new member of our team",
            "The pipeline template lacks a step for evaluation",
            "Where do I see what our models cost?");

    private Questions() {}

    /** From the beginning of the history, one every day or two, and on while somebody watches. */
    static List<DemoIssue> of(DemoRepository repository, DemoService service, Instant start, long seed) {
        var dice = new Dice(seed, "questions");
        var questions = new ArrayList<DemoIssue>();
        Instant at = start.minus(DemoOrganization.HISTORY).plus(Duration.ofDays(5));
        while (at.isBefore(start.plus(AHEAD))) {
            int number = FIRST + questions.size();
            Optional<Instant> closed =
                    dice.chance(0.05) ? Optional.empty() : Optional.of(at.plus(dice.minutes(400, 8_000)));
            questions.add(new DemoIssue(
                    repository,
                    new DemoIncident(
                            "Q" + number,
                            number,
                            service,
                            dice.one(ASKED),
                            DemoIssue.QUESTION,
                            at,
                            Optional.empty(),
                            closed,
                            Optional.empty())));
            at = at.plus(dice.minutes(600, 3_500));
        }
        return questions;
    }
}
