package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an incident's custom fields say about its deployment. They cost a request for each incident, and so are asked for only
 * where the account has a field whose name tells that it is about deployments.
 */
final class CustomFields {
    static final String NAME = "custom_fields";
    private static final String SUBJECT = "custom fields";
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Pattern TELLING = Pattern.compile("(?i)deploy|commit|sha|revision|release|rollout|roll_out");

    private final HttpApi api;
    private final Poll poll;
    private OptionalNote note;

    private CustomFields(HttpApi api, Poll poll, OptionalNote note) {
        this.api = api;
        this.poll = poll;
        this.note = note;
    }

    static CustomFields of(HttpApi api, Poll poll) {
        OptionalNote unknown = new OptionalNote(poll.asOf().minus(BETWEEN), false, "");
        CustomFields fields = new CustomFields(
                api,
                poll,
                poll.journal().cursor(NAME).flatMap(OptionalNote::parse).orElse(unknown));
        if (fields.note.isDue(poll.asOf(), BETWEEN)) {
            fields.check();
        }
        if (!fields.note.refusal().isEmpty()) {
            poll.problem(SUBJECT, fields.note.refusal());
        }
        return fields;
    }

    /** Commits, numbers and URLs that this incident's fields name. */
    List<String> linksOf(String incident) {
        if (!note.any()) {
            return List.of();
        }
        try {
            String path = "/incidents/" + incident + "/custom_fields/values";
            return ChangeLinks.ofFields(Wire.list(api.get(path, Map.of()).body(), NAME, path), TELLING);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Unauthorized) {
                refused(e.error());
                poll.problem(SUBJECT, note.refusal());
            } else if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            return List.of();
        }
    }

    private void check() {
        try {
            String path = "/incidents/custom_fields";
            boolean any = false;
            for (JsonNode field : Wire.list(api.get(path, Map.of()).body(), "fields", path)) {
                any |= TELLING.matcher(Wire.text(field, "name")).find();
            }
            keep(new OptionalNote(poll.asOf(), any, ""));
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            } else if (e.error() instanceof SourceError.Unauthorized) {
                refused(e.error());
            } else {
                // Accounts without this feature have no fields.
                keep(new OptionalNote(poll.asOf(), false, ""));
            }
        }
    }

    private void refused(SourceError error) {
        keep(new OptionalNote(
                poll.asOf(),
                false,
                error.message() + "; incidents are linked to deployments without their custom fields, until the key may"
                        + " read these (scope custom_fields.read)"));
    }

    private void keep(OptionalNote changed) {
        note = changed;
        poll.journal().write(Batch.EMPTY, Map.of(NAME, changed.text()));
    }
}
