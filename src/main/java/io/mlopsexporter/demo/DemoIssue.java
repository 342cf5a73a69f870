package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An incident of a team that writes them down as issues of the application's repository. */
record DemoIssue(DemoRepository repository, DemoIncident incident) implements Dated {
    static final String LABEL = "incident";

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
        return incident.urgency().equals("low") ? List.of("bug") : List.of("model", LABEL);
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

    String url() {
        return repository.url() + "/issues/" + number();
    }
}
