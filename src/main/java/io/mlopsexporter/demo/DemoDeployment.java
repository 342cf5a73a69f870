package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A deployment of GitHub's kind, with the statuses that it gets in the course of time. */
final class DemoDeployment implements Dated {
    private final DemoRepository repository;
    private final long id;
    private final String commit;
    private final String ref;
    private final String environment;
    private final Instant at;
    private final long run;
    private final List<Status> statuses = new ArrayList<>();

    /**
     * @param at when it was asked for
     * @param run the workflow run that made it
     */
    DemoDeployment(
            DemoRepository repository, long id, String commit, String ref, String environment, Instant at, long run) {
        this.repository = repository;
        this.id = id;
        this.commit = commit;
        this.ref = ref;
        this.environment = environment;
        this.at = at;
        this.run = run;
    }

    /** Statuses are added in the order of their instants. */
    void add(long statusId, String state, Instant statusAt) {
        statuses.add(new Status(this, statusId, state, statusAt));
    }

    /** A status; {@code state} in lower case, as REST has it. */
    record Status(DemoDeployment deployment, long id, String state, Instant at) implements Dated {}

    DemoRepository repository() {
        return repository;
    }

    long id() {
        return id;
    }

    String commit() {
        return commit;
    }

    String ref() {
        return ref;
    }

    String environment() {
        return environment;
    }

    @Override
    public Instant at() {
        return at;
    }

    List<Status> statuses() {
        return Collections.unmodifiableList(statuses);
    }

    boolean isTransient() {
        return environment.startsWith("pr-");
    }

    String logUrl() {
        return repository.url() + "/actions/runs/" + run + "/job/" + (run + 1);
    }
}
