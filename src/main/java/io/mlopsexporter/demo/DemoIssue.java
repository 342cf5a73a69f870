package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An incident of a team that writes them down as issues of the application's repository, or a question to the platform's team. */
record DemoIssue(DemoRepository repository, DemoIncident incident) implements Dated {
    static final String LABEL = "incident";
    /** In place of an urgency. */
    static final String QUESTION = "question";

    static final String SUPPORT = "support";

    /** Far from the numbers of pull requests, with which issues share theirs. */
    int number() {
        return 50_000 + incident.number();
    }

    @Override
    public Instant at() {
        return incident.at();
    }

    String title() {
        return incident.title().replaceFirst("^[^:]*: ", "");
    }

    /** Low urgency is for the backlog. */
    List<String> labels() {
        return switch (incident.urgency()) {
            case QUESTION -> List.of(SUPPORT);
            case "low" -> List.of("bug");
            default -> List.of("model", LABEL);
        };
    }

    boolean isClosed(Instant now) {
        return incident.isResolved(now);
    }

    Optional<Instant> closedAt(Instant now) {
        return incident.resolvedAt().filter(at -> isClosed(now));
    }

    Optional<String> reason(Instant now) {
        return isClosed(now)
                ? Optional.of(incident.mergedInto().isPresent() ? "DUPLICATE" : "COMPLETED")
                : Optional.empty();
    }

    Login author() {
        return new Login("dev-01");
    }

    /** Who answers and closes it. */
    Login responder() {
        return new Login("dev-02");
    }

    /** When it was first commented on. */
    Optional<Instant> answeredAt(Instant now) {
        return Optional.of(at().plus(Duration.ofMinutes(7L * (1 + number() % 40))))
                .filter(answered -> !answered.isAfter(now));
    }

    String url() {
        return repository.url() + "/issues/" + number();
    }
}
