package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.Optional;

/**
 * A tag and the commit it stands for.
 *
 * @param tagger login of who made an annotated tag, if GitHub knows the mail address for a person's; else empty
 * @param at the tagger's date of an annotated tag, else the commit's
 */
record TagNode(String name, String commit, String tagger, Instant at) {

    /** Nothing for tags of something else than a commit. */
    static Optional<TagNode> of(JsonNode json) {
        JsonNode target = json.path("target");
        Optional<Instant> tagged = Optional.empty();
        String tagger = Deployers.login(target.path("tagger").path("user"));
        while (Wire.text(target, "__typename").equals("Tag")) {
            if (tagged.isEmpty()) {
                tagged = Wire.optionalInstant(target.path("tagger"), "date");
            }
            target = target.path("target");
        }
        String commit = Wire.text(target, "oid");
        if (!Wire.text(target, "__typename").equals("Commit") || commit.isEmpty()) {
            return Optional.empty();
        }
        Instant committed = Wire.instant(target, "committedDate");
        return Optional.of(new TagNode(Wire.required(json, "name"), commit, tagger, tagged.orElse(committed)));
    }

    String eventId(String repository) {
        return repository + "/" + Signal.GITHUB_TAGS.key() + "/" + name + "@" + commit;
    }

    /** Keyed by name and commit: a tag that was moved is another deployment, and the former one happened. */
    Deployment event(String repository) {
        return new Deployment(
                eventId(repository),
                "",
                repository,
                Signal.GITHUB_TAGS,
                commit,
                "production",
                "production",
                false,
                "",
                name,
                at,
                Optional.of(at),
                Optional.empty(),
                Optional.empty());
    }
}
