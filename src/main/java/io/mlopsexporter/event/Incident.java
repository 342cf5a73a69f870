package io.mlopsexporter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A degradation in production. Sealed: an open one has no end, so that acknowledgement can't be taken for one.
 *
 * <p>Low-urgency incidents are kept by the source only as far as it needs them; they are no events.
 */
public sealed interface Incident extends Event {
    /** {@code <source>/<the source's id>}. */
    @Override
    String id();

    /** What happened: equal for the copies of an incident that is of several services. Their ids differ after a {@code #}. */
    default String occurrence() {
        int at = id().indexOf('#');
        return at < 0 ? id() : id().substring(0, at);
    }

    /** Id of the service it belongs to at its source, as {@code PSVC00001}, or {@code acme/incidents#outage} for labelled issues. */
    String service();

    /** Name of that service. */
    String serviceName();

    /** What people see; may name a commit or deployment. */
    String title();

    /** First trigger. */
    Instant startedAt();

    /** Commits, deployment numbers or URLs that fields other than the title, or change events, link it to. */
    List<String> links();

    /** Where people find it. */
    String url();

    /** The end, if there is one. A merged one ends with its merge, though nothing was restored then. */
    Optional<Instant> end();

    /** The same before its end. */
    default Open opened() {
        return new Open(id(), service(), serviceName(), title(), startedAt(), links(), url());
    }

    /**
     * Still going on, acknowledged or not.
     *
     * @param pause when it was taken for over last, if it is known to have been reopened
     */
    record Open(
            String id,
            String service,
            String serviceName,
            String title,
            Instant startedAt,
            List<String> links,
            String url,
            Optional<Pause> pause)
            implements Incident {
        public Open {
            links = List.copyOf(links);
        }

        public Open(
                String id,
                String service,
                String serviceName,
                String title,
                Instant startedAt,
                List<String> links,
                String url) {
            this(id, service, serviceName, title, startedAt, links, url, Optional.empty());
        }

        public Open after(Optional<Pause> former) {
            return new Open(id, service, serviceName, title, startedAt, links, url, former);
        }

        public Open linkedTo(List<String> others) {
            return new Open(id, service, serviceName, title, startedAt, others, url, pause);
        }

        public Resolved resolved(Instant at) {
            return new Resolved(id, service, serviceName, title, startedAt, at, links, url);
        }

        public Merged merged(Instant at) {
            return new Merged(id, service, serviceName, title, startedAt, at, links, url);
        }

        @Override
        public Optional<Instant> end() {
            return Optional.empty();
        }
    }

    /** From a resolution until the incident was opened again: who asks about an instant in it is told of a resolved one. */
    record Pause(Instant resolvedAt, Instant reopenedAt) {
        public boolean contains(Instant instant) {
            return !instant.isBefore(resolvedAt) && instant.isBefore(reopenedAt);
        }
    }

    /**
     * Merged into another incident, which counts from then on in its place. It is kept, as another source's as-of may lie before the
     * merge, and as the past has to be told as it was.
     */
    record Merged(
            String id,
            String service,
            String serviceName,
            String title,
            Instant startedAt,
            Instant mergedAt,
            List<String> links,
            String url)
            implements Incident {
        public Merged {
            links = List.copyOf(links);
        }

        @Override
        public Optional<Instant> end() {
            return Optional.of(mergedAt);
        }
    }

    /** Over. */
    record Resolved(
            String id,
            String service,
            String serviceName,
            String title,
            Instant startedAt,
            Instant resolvedAt,
            List<String> links,
            String url)
            implements Incident {
        public Resolved {
            links = List.copyOf(links);
        }

        @Override
        public Optional<Instant> end() {
            return Optional.of(resolvedAt);
        }
    }
}
