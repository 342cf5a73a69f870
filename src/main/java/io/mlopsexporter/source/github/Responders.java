package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.SupportIssues.Issue;
import io.mlopsexporter.source.People;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whose comment or closing answers an issue. Logins are compared here and go no further. */
final class Responders {
    /** An account that is gone: some person. */
    private static final String GHOST = "";

    private final People people;
    private final Optional<Set<String>> team;

    /** @param team logins in small letters; empty: anybody but who asked */
    Responders(People people, Optional<Set<String>> team) {
        this.people = people;
        this.team = team;
    }

    /** Nothing of an issue that no user opened: a responder's own, or a bot's. */
    Optional<Issue> issue(JsonNode json) {
        Optional<String> author = person(json.path("author"));
        if (author.isEmpty() || team.filter(all -> all.contains(author.get())).isPresent()) {
            return Optional.empty();
        }
        Optional<Instant> answered = Stream.concat(
                        answers(json.path("comments"), "author", author.get()),
                        answers(json.path("timelineItems"), "actor", author.get()))
                .min(Instant::compareTo);
        return Optional.of(new Issue(
                json.path("number").asLong(),
                Wire.instant(json, "createdAt"),
                answered,
                Wire.optionalInstant(json, "closedAt")));
    }

    private Stream<Instant> answers(JsonNode list, String by, String author) {
        return list.path("nodes")
                .valueStream()
                .filter(JsonNode::isObject)
                .filter(json -> person(json.path(by))
                        .filter(who -> isResponder(who, author))
                        .isPresent())
                .flatMap(json -> Wire.optionalInstant(json, "createdAt").stream());
    }

    private boolean isResponder(String who, String author) {
        return team.map(all -> all.contains(who)).orElse(!who.equals(author));
    }

    /** Empty for a bot, or an account that is nobody's. */
    private Optional<String> person(JsonNode actor) {
        if (!actor.isObject()) {
            return Optional.of(GHOST);
        }
        String login = Deployers.login(actor);
        return people.hash(login).isEmpty() ? Optional.empty() : Optional.of(login.toLowerCase(Locale.ROOT));
    }
}
