package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Addresses;
import io.mlopsexporter.event.ModelVersion.TrainingRun;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A run as its list shows it, without metrics and parameters.
 *
 * @param user as the client wrote it: a person, or the account of a container. It goes no further than this
 */
record ListedRun(
        String id,
        String experiment,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> user,
        Optional<String> commit,
        Optional<String> repository) {
    private static final String COMMIT = "mlflow.source.git.commit";
    private static final String REPOSITORY = "mlflow.source.git.repoURL";
    private static final String USER = "mlflow.user";
    private static final Pattern OID = Pattern.compile("[0-9a-f]{40}");

    static Optional<ListedRun> of(JsonNode json) {
        JsonNode info = json.path("info");
        String id = Wire.text(info, "run_id");
        Map<String, String> tags = Wire.tags(json.path("data"));
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new ListedRun(
                        id,
                        Wire.text(info, "experiment_id"),
                        Wire.instant(info, "start_time"),
                        Wire.instant(info, "end_time"),
                        Optional.ofNullable(tags.get(USER))
                                .filter(user -> !user.isBlank())
                                .or(() -> Wire.some(info, "user_id")),
                        Optional.ofNullable(tags.get(COMMIT))
                                .map(oid -> oid.strip().toLowerCase(Locale.ROOT))
                                .filter(oid -> OID.matcher(oid).matches()),
                        Optional.ofNullable(tags.get(REPOSITORY)).flatMap(Addresses::of)));
    }

    TrainingRun event() {
        return new TrainingRun(id, startedAt, endedAt, commit, repository);
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}
