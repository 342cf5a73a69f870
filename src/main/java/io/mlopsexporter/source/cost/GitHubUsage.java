package io.mlopsexporter.source.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * GitHub's report of billed usage, day by day: what is paid after what the plan includes ({@code netAmount}), in US dollars. The owner of a
 * charge is the repository that it was for.
 */
final class GitHubUsage implements DailyCosts {
    private static final String NEEDED =
            "; billing usage needs GitHub's enhanced billing platform, and the token of an owner or billing manager with the"
                    + " organisation permission Administration (read)";

    private final GitHubUsageSettings settings;
    private final HttpApi api;

    GitHubUsage(GitHubUsageSettings settings, HttpApi api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public Answer of(LocalDate day) {
        JsonNode items = items(day);
        if (!items.isArray()) {
            throw new SourceException(
                    new SourceError.BadPayload("GET " + path() + ": no usageItems in the answer; check api_url"));
        }
        Instant from = DailySource.start(day);
        Instant to = DailySource.start(day.plusDays(1));
        List<Charge> charges = new ArrayList<>();
        for (JsonNode item : items) {
            if (!item.isObject()) {
                throw new SourceException(new SourceError.BadPayload(
                        "GET " + path() + ": expected items of usage as objects, but one is " + item.getNodeType()));
            }
            JsonNode net = item.path("netAmount");
            if (!net.isNumber()) {
                return Answer.unusable(
                        "no_net_amount", "an item of usage has no netAmount, so this day cannot be added up");
            }
            charges.add(new Charge(repository(item), "", "USD", from, to, net.decimalValue()));
        }
        return Answer.of(charges);
    }

    private JsonNode items(LocalDate day) {
        try {
            return api.get(
                            path(),
                            new TreeMap<>(Map.of(
                                    "year", Integer.toString(day.getYear()),
                                    "month", Integer.toString(day.getMonthValue()),
                                    "day", Integer.toString(day.getDayOfMonth()))))
                    .body()
                    .path("usageItems");
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Unauthorized) {
                throw new SourceException(new SourceError.Unauthorized(e.error().message() + NEEDED), e);
            }
            if (e.error() instanceof SourceError.NotFound) {
                throw new SourceException(new SourceError.NotFound(e.error().message() + NEEDED), e);
            }
            throw e;
        }
    }

    private String path() {
        return "/organizations/" + settings.organization() + "/settings/billing/usage";
    }

    /** With its owner, which GitHub writes or leaves out; licences are of none. */
    private String repository(JsonNode item) {
        String name = item.path("repositoryName").asText("").strip();
        return name.isEmpty() || name.contains("/") ? name : settings.organization() + "/" + name;
    }

    @Override
    public String meaning() {
        return settings.organization();
    }

    @Override
    public boolean nothingIsZero() {
        return true;
    }
}
