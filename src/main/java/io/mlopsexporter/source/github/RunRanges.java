package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.http.HttpApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the runs of a long time. Filtered lists end after 1,000 runs, whatever they say their total is: so the time is split. */
final class RunRanges {
    private static final int MOST = 1_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final GitHubApi api;
    private final String path;
    private final Map<String, String> query;

    RunRanges(GitHubApi api, String path, Map<String, String> query) {
        this.api = api;
        this.path = path;
        this.query = query;
    }

    /** Newest first. */
    void read(Instant from, Instant to, Consumer<JsonNode> run) {
        Instant start = from.truncatedTo(ChronoUnit.SECONDS);
        Instant end = to.truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> asked = new HashMap<>(query);
        asked.put("created", start + ".." + end);
        List<JsonNode> runs = new ArrayList<>();
        boolean divisible = Duration.between(start, end).compareTo(SHORTEST) > 0;
        long[] total = {0};
        api.rest().pages(path, asked, page -> {
            total[0] = total(page);
            page.body().path("workflow_runs").forEach(runs::add);
            return total[0] <= MOST || !divisible;
        });
        if (total[0] > runs.size() && divisible) {
            Instant middle = start.plus(Duration.between(start, end).dividedBy(2));
            read(middle, end, run);
            read(start, middle, run);
        } else {
            runs.forEach(run);
        }
    }

    private static long total(Answer page) {
        return page.body().path("total_count").asLong();
    }
}
