package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.source.People;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who did something, as an activity. A login goes no further than here: what is kept is a hash, or nobody. */
final class Deployers {
    private static final Set<String> PERSONS = Set.of("", "User", "EnterpriseUserAccount");

    private Deployers() {}

    /** The login of an account of a person, as GraphQL or REST tell it; empty if it is another's: a bot's, or nobody's any more. */
    static String login(JsonNode actor) {
        String kind = Wire.firstOf(Wire.text(actor, "__typename"), Wire.text(actor, "type"));
        return PERSONS.contains(kind) ? Wire.text(actor, "login") : "";
    }

    /** Who made a deployment that finished; empty where that is known already, or there is nothing to know. */
    static Optional<Activity> news(Poll poll, Deployment deployment, String login) {
        return deployment.finishedAt().flatMap(at -> news(poll, deployment.id(), at, deployment.repository(), login));
    }

    private static Optional<Activity> news(Poll poll, String id, Instant at, String repository, String login) {
        Activity known = poll.log().activities().get(id);
        Optional<String> person = person(poll.settings().platform().people(), login);
        if (known == null && person.isEmpty()) {
            return Optional.empty();
        }
        Activity made = new Activity(id, Activity.Type.DEPLOYMENT, at, repository, person);
        return made.equals(known) ? Optional.empty() : Optional.of(made);
    }

    static Optional<String> person(People people, String login) {
        return login.isEmpty() ? Optional.empty() : people.hash(login);
    }
}
