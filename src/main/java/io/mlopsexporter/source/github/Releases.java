package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the published releases of a repository known. */
final class Releases {
    /** Of drafts and prereleases only the newest are likely to be promoted. */
    private static final int WATCHED = 50;

    private final Listing listing;

    Releases(GitHubApi api) {
        this.listing = new Listing(api);
    }

    static String note(long repository) {
        return "releases/" + repository;
    }

    /** Drafts and prereleases: promoted, they may stand deep in the list, which goes by their commits' dates. */
    static Collection<String> watched(Poll poll, long repository) {
        return poll.note(note(repository), ListingNote.class)
                .map(ListingNote::watched)
                .orElse(List.of());
    }

    void read(Poll poll, RepositoryPlan plan, SweepAnswer sweep) {
        RepositoryNode repository = plan.repository();
        Optional<ListingNote> note = ListingNote.known(poll, note(repository.number()));
        Map<String, ReleaseNode> releases = new LinkedHashMap<>();
        Optional<JsonNode> page = sweep.found("releases", repository.node()).map(json -> json.path("releases"));
        if (note.isPresent() && page.isEmpty() && sweep.missing().containsKey(repository.node())) {
            poll.problem("releases of " + repository.name(), "did not come with this poll");
            return;
        }
        if (note.isEmpty() || page.isEmpty()) { // new, or an earlier poll ended before the sweep knew to ask for it
            long total = readAll(repository, releases);
            keep(poll, plan, releases, note, total);
            return;
        }
        for (String id : note.get().watched()) {
            sweep.found("watched", id).map(ReleaseNode::of).ifPresent(release -> releases.put(id, release));
        }
        List<ReleaseNode> newest = listOf(page.get().path("nodes"));
        long fresh = newest.stream()
                .filter(release -> isNew(poll, plan, note.get(), release))
                .count();
        newest.forEach(release -> releases.put(release.node(), release));
        long total = page.get().path("totalCount").asLong();
        if (total - note.get().total() != fresh) {
            // One was published late, or deleted: it can be anywhere in the list.
            total = readAll(repository, releases);
        }
        keep(poll, plan, releases, note, total);
    }

    private static boolean isNew(Poll poll, RepositoryPlan plan, ListingNote note, ReleaseNode release) {
        boolean old = release.publishedAt().filter(poll.historyStart()::isAfter).isPresent();
        return !old
                && !note.watched().contains(release.node())
                && known(poll, plan, release).isEmpty();
    }

    private static Optional<Deployment> known(Poll poll, RepositoryPlan plan, ReleaseNode release) {
        return Optional.ofNullable(poll.log().history(plan.id()).deployments().get(release.eventId(plan.id())));
    }

    private long readAll(RepositoryNode repository, Map<String, ReleaseNode> releases) {
        return listing.read("Releases", "releases", repository, page -> {
            listOf(page.path("nodes")).forEach(release -> releases.put(release.node(), release));
            return true;
        });
    }

    private static List<ReleaseNode> listOf(JsonNode nodes) {
        List<ReleaseNode> list = new ArrayList<>();
        nodes.forEach(json -> {
            if (json.isObject()) {
                list.add(ReleaseNode.of(json));
            }
        });
        return list;
    }

    private static void keep(
            Poll poll, RepositoryPlan plan, Map<String, ReleaseNode> releases, Optional<ListingNote> note, long total) {
        Map<String, Deployment> news = new LinkedHashMap<>();
        Map<String, String> authors = new LinkedHashMap<>();
        for (ReleaseNode release : releases.values()) {
            boolean inHistory = release.publishedAt()
                    .filter(at -> !at.isBefore(poll.historyStart()))
                    .isPresent();
            if (release.isFinal() && inHistory) {
                Deployment event = release.event(plan.id());
                boolean later = Stream.of(known(poll, plan, release), Optional.ofNullable(news.get(event.id())))
                        .flatMap(Optional::stream)
                        .anyMatch(other -> !isEarlier(event, other));
                if (!later) {
                    news.put(event.id(), event);
                    authors.put(event.id(), release.author());
                } else if (known(poll, plan, release).filter(event::equals).isPresent()) {
                    authors.putIfAbsent(event.id(), release.author());
                }
            }
        }
        List<Event> events = new ArrayList<>(news.values());
        Map<String, Deployment> known = poll.log().history(plan.id()).deployments();
        authors.forEach((id, author) -> Optional.ofNullable(news.getOrDefault(id, known.get(id)))
                .flatMap(event -> Deployers.news(poll, event, author))
                .ifPresent(events::add));
        poll.keep(
                events, note(plan.repository().number()), ListingNote.next(poll, note, total, toWatch(releases, note)));
    }

    /** Published again, a release keeps the time when it first was. */
    private static boolean isEarlier(Deployment one, Deployment other) {
        return one.signal() == Signal.GITHUB_RELEASES
                && one.finishedAt()
                        .flatMap(at -> other.finishedAt().map(at::isBefore))
                        .orElse(true);
    }

    private static List<String> toWatch(Map<String, ReleaseNode> releases, Optional<ListingNote> note) {
        Stream<String> unseen =
                note.map(ListingNote::watched).orElse(List.of()).stream().filter(id -> !releases.containsKey(id));
        Stream<String> seen = releases.values().stream()
                .filter(release -> !release.isFinal())
                .sorted(Comparator.comparing(ReleaseNode::createdAt).reversed())
                .map(ReleaseNode::node);
        return Stream.concat(seen, unseen).limit(WATCHED).sorted().toList();
    }
}
