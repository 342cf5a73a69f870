package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The deployments of one repository in this poll. */
final class DeploymentWork {
    private final Poll poll;
    private final Reading reading;
    private final Optional<DeploymentsNote> known;
    private final Map<String, Deployment> events;
    private final Map<String, DeploymentNode> changed = new LinkedHashMap<>();
    private final Map<String, DeploymentNode> seen = new LinkedHashMap<>();
    private final Map<String, List<StatusNode>> statuses = new HashMap<>();
    private final SortedMap<String, DeploymentsNote.Open> open;
    private final SortedMap<String, Instant> tooOld;

    DeploymentWork(Poll poll, Reading reading) {
        this.poll = poll;
        this.reading = reading;
        this.known = poll.note(DeploymentsNote.name(reading.repository()), DeploymentsNote.class)
                .filter(note -> note.environments().equals(fingerprint())
                        && !note.from().isAfter(poll.floor()));
        this.events = poll.log().history(reading.id()).deployments();
        this.open = new TreeMap<>(known.map(DeploymentsNote::open).orElse(Collections.emptySortedMap()));
        this.tooOld = new TreeMap<>(known.map(DeploymentsNote::tooOld).orElse(Collections.emptySortedMap()));
    }

    Reading reading() {
        return reading;
    }

    /** Reading newest first ends where deployments were asked for before this instant. */
    Instant until() {
        // An hour: lists lag behind, and one page holds more than that of nearly every repository.
        return known.flatMap(DeploymentsNote::newestAt)
                .map(newest -> newest.minus(Duration.ofHours(1)))
                .filter(newest -> newest.isAfter(poll.floor()))
                .orElse(poll.floor());
    }

    /** Whether the ten newest are all there is to see. */
    boolean isCoveredBySweep() {
        List<DeploymentNode> newest = reading.repository().deployments();
        boolean all = newest.size() >= reading.repository().deploymentCount()
                || newest.stream().anyMatch(node -> node.requestedAt().isBefore(poll.floor()));
        return all || known.filter(this::shows).isPresent();
    }

    private boolean shows(DeploymentsNote note) {
        RepositoryNode repository = reading.repository();
        long fresh = repository.deployments().stream()
                .filter(node -> note.newestAt().isEmpty()
                        || node.requestedAt().isAfter(note.newestAt().get()))
                .count();
        return fresh < repository.deployments().size() && repository.deploymentCount() - note.total() <= fresh;
    }

    void look(List<DeploymentNode> nodes) {
        for (DeploymentNode node : nodes) {
            if (!node.requestedAt().isBefore(poll.floor())
                    && reading.environments().counts(node)) {
                seen.put(DeploymentMapping.id(reading.id(), node), node);
                if (isNews(node)) {
                    changed.put(node.node(), node);
                }
            }
        }
    }

    /** With their statuses, as the pages bring them. */
    void look(DeploymentNode node, List<StatusNode> all) {
        look(List.of(node));
        statuses.put(node.node(), all);
    }

    private boolean isNews(DeploymentNode node) {
        Deployment event = events.get(DeploymentMapping.id(reading.id(), node));
        if (event == null) {
            return !tooOld.containsKey(node.node());
        }
        DeploymentsNote.Open seen = open.get(node.node());
        return event.finishedAt().isEmpty() && (seen == null || !seen.latest().equals(node.latest()));
    }

    void lookAtWatched(SweepAnswer sweep) {
        for (String node : List.copyOf(open.keySet())) {
            Optional<JsonNode> json = sweep.found("watched", node);
            if (json.isPresent()) {
                look(List.of(DeploymentNode.of(json.get())));
            } else if (sweep.missing().getOrDefault(node, "").startsWith("NOT_FOUND")) {
                open.remove(node); // deleted: what it was stays
            }
        }
    }

    /** Those that have statuses which we don't know. */
    List<String> withoutStatuses() {
        return changed.values().stream()
                .filter(node ->
                        !statuses.containsKey(node.node()) && !node.latest().isEmpty())
                .map(DeploymentNode::node)
                .toList();
    }

    /** @param found statuses of deployments of many repositories: not kept, as every repository of an organisation waits at once */
    void finish(Map<String, List<StatusNode>> found, Transients transients) {
        Transients.Flags flags = transients.of(
                poll,
                reading,
                changed.values(),
                known.map(DeploymentsNote::transients).orElse(Collections.emptySortedMap()));
        List<Deployment> news = new ArrayList<>();
        for (DeploymentNode node : changed.values()) {
            List<StatusNode> its = statuses.getOrDefault(node.node(), found.getOrDefault(node.node(), List.of()));
            Deployment event = DeploymentMapping.event(reading.id(), node, its, flags.of(node));
            if (event.finishedAt().filter(poll.historyStart()::isAfter).isPresent()) {
                tooOld.put(node.node(), node.requestedAt());
            } else {
                news.add(event);
            }
            remember(node, event, its);
        }
        tooOld.values().removeIf(poll.floor()::isAfter);
        open.values().removeIf(seen -> seen.requestedAt().isBefore(poll.floor()));
        List<Event> all = new ArrayList<>(news);
        all.addAll(deployers(news));
        poll.keep(all, DeploymentsNote.name(reading.repository()), note(flags));
    }

    private List<Activity> deployers(List<Deployment> news) {
        Map<String, Deployment> fresh = news.stream().collect(Collectors.toMap(Deployment::id, event -> event));
        List<Activity> made = new ArrayList<>();
        seen.forEach((id, node) -> Optional.ofNullable(fresh.getOrDefault(id, events.get(id)))
                .flatMap(event -> Deployers.news(poll, event, node.creator()))
                .ifPresent(made::add));
        return made;
    }

    /** Of what was kept and how: another one, and all is read again. */
    private String fingerprint() {
        return reading.environments().fingerprint() + "/" + poll.people();
    }

    private void remember(DeploymentNode node, Deployment event, List<StatusNode> its) {
        open.remove(node.node());
        if (event.finishedAt().isEmpty()) {
            // Statuses that did not come are asked for again by the next poll.
            String latest = its.isEmpty() ? "" : node.latest();
            open.put(node.node(), new DeploymentsNote.Open(latest, node.requestedAt()));
        }
        its.stream()
                .filter(status -> !status.isKnown())
                .findFirst()
                .ifPresent(status -> poll.problem(
                        "repository " + reading.repository().name(),
                        "deployment status " + status.state() + " is unknown to this version: taken as not finished"));
    }

    private DeploymentsNote note(Transients.Flags flags) {
        RepositoryNode repository = reading.repository();
        Optional<DeploymentNode> newest = repository.deployments().stream().findFirst();
        return new DeploymentsNote(
                fingerprint(),
                known.map(DeploymentsNote::from).orElse(poll.floor()),
                repository.deploymentCount(),
                newest.map(DeploymentNode::node).orElse(""),
                newest.map(DeploymentNode::requestedAt),
                open,
                tooOld,
                flags.byEnvironment());
    }
}
