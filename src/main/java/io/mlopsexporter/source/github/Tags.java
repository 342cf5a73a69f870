package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the tags of a repository known. All of them: which ones count is the application's question. */
final class Tags {
    private final Listing listing;

    Tags(GitHubApi api) {
        this.listing = new Listing(api);
    }

    static String note(long repository) {
        return "tags/" + repository;
    }

    void read(Poll poll, RepositoryPlan plan, SweepAnswer sweep) {
        RepositoryNode repository = plan.repository();
        Optional<ListingNote> note = ListingNote.known(poll, note(repository.number()));
        Optional<JsonNode> page = sweep.found("tags", repository.node()).map(json -> json.path("refs"));
        if (note.isPresent() && page.isEmpty() && sweep.missing().containsKey(repository.node())) {
            poll.problem("tags of " + repository.name(), "did not come with this poll");
            return;
        }
        List<TagNode> tags = new ArrayList<>();
        long total;
        if (note.isEmpty() || page.isEmpty()) { // new, or an earlier poll ended before the sweep knew to ask for it
            total = readAll(repository, tags);
        } else {
            take(page.get(), tags);
            total = page.get().path("totalCount").asLong();
            if (total - note.get().total() != countNew(poll, plan, tags)) {
                total = readAll(repository, tags); // the list goes by date, and a new tag may stand on an old commit
            }
        }
        keep(poll, plan, tags, ListingNote.next(poll, note, total, List.of()));
    }

    private static void take(JsonNode page, List<TagNode> tags) {
        page.path("nodes").forEach(json -> TagNode.of(json).ifPresent(tags::add));
    }

    private long readAll(RepositoryNode repository, List<TagNode> tags) {
        return listing.read("Tags", "refs", repository, page -> {
            take(page, tags);
            return true;
        });
    }

    private static long countNew(Poll poll, RepositoryPlan plan, List<TagNode> tags) {
        Set<String> known = new HashSet<>();
        for (Deployment event : poll.log().history(plan.id()).deployments().values()) {
            if (event.signal() == Signal.GITHUB_TAGS) {
                known.add(event.ref());
            }
        }
        return tags.stream()
                .filter(tag -> !known.contains(tag.name()) && !tag.at().isBefore(poll.historyStart()))
                .count();
    }

    private static void keep(Poll poll, RepositoryPlan plan, List<TagNode> tags, ListingNote note) {
        Map<String, Deployment> known = poll.log().history(plan.id()).deployments();
        Map<String, Event> news = new LinkedHashMap<>();
        for (TagNode tag : tags) {
            String id = tag.eventId(plan.id());
            if (!tag.at().isBefore(poll.historyStart())) {
                Deployment event = known.getOrDefault(id, tag.event(plan.id()));
                if (!known.containsKey(id)) {
                    news.put(id, event);
                }
                Deployers.news(poll, event, tag.tagger()).ifPresent(made -> news.put("by whom " + id, made));
            }
        }
        poll.keep(List.copyOf(news.values()), note(plan.repository().number()), note);
    }
}
