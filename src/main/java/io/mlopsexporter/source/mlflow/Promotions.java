package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.Tally;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What brings versions of a model to production, seen in what the registry shows now and has shown before (design 3.1; 3.9, 17). */
final class Promotions {
    private final Poll poll;
    private final Tally skipped;

    Promotions(Poll poll, Tally skipped) {
        this.poll = poll;
        this.skipped = skipped;
    }

    /** The aliases of production, with the versions that they point at. To MLflow {@code Champion} is another one than {@code champion}. */
    Map<String, Integer> aliases(ListedModel model) {
        Map<String, Integer> found = new TreeMap<>();
        model.aliases()
                .forEach((alias, version) ->
                        poll.settings().environmentOf(alias).ifPresent(any -> found.put(alias, version)));
        return found;
    }

    /** Aliases that point elsewhere than when they were looked at last; of those never looked at, nobody knows since when. */
    List<Deployment> byAlias(ListedModel model, Optional<ModelNote> former) {
        List<Deployment> found = new ArrayList<>();
        aliases(model).forEach((alias, version) -> {
            boolean known = former.filter(note -> note.watched().contains(alias.toLowerCase(Locale.ROOT)))
                    .isPresent();
            boolean moved = former.flatMap(note -> note.pointedAt(alias))
                    .filter(version::equals)
                    .isEmpty();
            String environment = poll.settings().environmentOf(alias).orElseThrow();
            if (known && moved) {
                found.add(deployment(
                        model.name(), version, Signal.MLFLOW_ALIAS, environment, "alias " + alias, poll.asOf()));
            } else if (!known) {
                found.add(deployment(
                        model.name(), version, Signal.MLFLOW_BASELINE, environment, "alias " + alias, poll.asOf()));
            }
        });
        return found;
    }

    /** A version that has come to the stage. */
    List<Deployment> byStage(ListedModel model, ModelNote former) {
        return model.inProduction()
                .filter(version -> former.inProduction().stream().noneMatch(number -> number == version.number()))
                .map(version -> byStage(List.of(version)))
                .orElse(List.of());
    }

    /** All of these that are in the stage. The last change of a version is when it came there, or later. */
    List<Deployment> byStage(Collection<ListedVersion> versions) {
        if (!poll.settings().stage()) {
            return List.of();
        }
        return versions.stream()
                .filter(ListedVersion::isInProduction)
                .map(version -> deployment(
                        version.model(),
                        version.number(),
                        Signal.MLFLOW_STAGE,
                        poll.settings().environment(),
                        "stage Production",
                        version.updatedAt().or(version::createdAt).orElse(poll.asOf())))
                .toList();
    }

    /** All of these that say themselves when they were deployed. */
    List<Deployment> byTag(Collection<ListedVersion> versions) {
        List<Deployment> found = new ArrayList<>();
        poll.settings().deployedAtTag().ifPresent(tag -> {
            for (ListedVersion version : versions) {
                Optional.ofNullable(version.tags().get(tag))
                        .flatMap(text -> instant(text, version))
                        .map(at -> deployment(
                                version.model(),
                                version.number(),
                                Signal.MLFLOW_TAG,
                                poll.settings().environment(),
                                "tag " + tag,
                                at))
                        .ifPresent(found::add);
            }
        });
        return found;
    }

    /** A time without a zone is hours off, and better none. */
    private Optional<Instant> instant(String text, ListedVersion version) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException e) {
            skipped.add("no_time", poll.modelId(version.model()) + "/" + version.number());
            return Optional.empty();
        }
    }

    private Deployment deployment(
            String model, int version, Signal signal, String environment, String told, Instant at) {
        String id = poll.modelId(model);
        Instant when = signal == Signal.MLFLOW_TAG ? at : at.truncatedTo(ChronoUnit.MILLIS);
        return new Deployment(
                id + "/" + signal.key() + "/" + told.substring(told.indexOf(' ') + 1) + "/" + version
                        + (signal == Signal.MLFLOW_BASELINE ? "" : "@" + when),
                Integer.toString(version),
                id,
                signal,
                Integer.toString(version),
                environment,
                environment,
                false,
                "",
                told,
                when,
                Optional.of(when),
                Optional.empty(),
                poll.page("models/" + id.substring(id.indexOf('/') + 1).replace("+", "%20") + "/versions/" + version));
    }
}
