package io.mlopsexporter.cli;

import io.mlopsexporter.config.CostConfig;
import io.mlopsexporter.source.cost.DailySource;
import io.mlopsexporter.source.cost.FocusFiles;
import io.mlopsexporter.source.cost.FocusSettings;
import io.mlopsexporter.source.cost.FocusSource;
import io.mlopsexporter.source.cost.FocusUrl;
import io.mlopsexporter.source.cost.GitHubUsageSettings;
import io.mlopsexporter.source.cost.OpenCostSettings;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.http.Waiter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** From the configuration of costs to a source. */
final class CostWiring {
    private final InstantSource clock;
    private final Duration history;

    CostWiring(InstantSource clock, Duration history) {
        this.clock = clock;
        this.history = history;
    }

    Wired wire(CostConfig cost) {
        CostConfig.Origin origin = cost.origin();
        if (origin instanceof CostConfig.Focus focus) {
            FocusSettings settings = settings(cost.name(), focus);
            return focus.url().isPresent()
                    ? fromUrl(settings, focus.url().get(), focus)
                    : new Wired(new FocusSource(
                            settings, new FocusFiles(focus.file().orElseThrow(), settings.files(), clock)));
        }
        if (origin instanceof CostConfig.OpenCost openCost) {
            return daily(
                    cost.name(),
                    openCost.url(),
                    SurveyWiring.credential(openCost.credential()),
                    Map.of(),
                    api -> DailySource.openCost(
                            new OpenCostSettings(
                                    cost.name(),
                                    openCost.aggregate(),
                                    openCost.currency(),
                                    openCost.lookBack(),
                                    history),
                            api));
        }
        if (origin instanceof CostConfig.GitHubUsage gitHub) {
            return daily(
                    cost.name(),
                    gitHub.apiUrl(),
                    SurveyWiring.credential(Optional.of(gitHub.credential())),
                    Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"),
                    api -> DailySource.gitHub(
                            new GitHubUsageSettings(cost.name(), gitHub.organization(), gitHub.settle(), history),
                            api));
        }
        throw new IllegalStateException("costs from somewhere unknown: " + origin.getClass());
    }

    private Wired daily(
            String name,
            URI url,
            Credential credential,
            Map<String, String> headers,
            Function<HttpApi, DailySource> source) {
        Telemetry telemetry = new Telemetry(name);
        OkHttpApi api = new OkHttpApi(
                ApiSettings.of(name, url.toString()).withHeaders(headers),
                credential,
                clock,
                Waiter.sleeping(),
                telemetry);
        return new Wired(source.apply(api), telemetry, api);
    }

    private Wired fromUrl(FocusSettings settings, URI url, CostConfig.Focus focus) {
        Telemetry telemetry = new Telemetry(settings.source());
        OkHttpApi api = new OkHttpApi(
                ApiSettings.of(settings.source(), url.getScheme() + "://" + url.getRawAuthority())
                        .withHeaders(Map.of("Accept", "text/csv, */*;q=0.5")),
                SurveyWiring.credential(focus.credential()),
                clock,
                Waiter.sleeping(),
                telemetry);
        return new Wired(new FocusSource(settings, new FocusUrl(url.toASCIIString(), api)), telemetry, api);
    }

    private FocusSettings settings(String name, CostConfig.Focus focus) {
        var categories = new TreeSet<String>();
        focus.categories().forEach(category -> categories.add(category.word()));
        return new FocusSettings(
                name,
                focus.costColumn().column(),
                categories,
                focus.where().columns(),
                focus.where().tags(),
                focus.teamTag(),
                focus.subAccounts(),
                FocusSettings.Files.valueOf(focus.files().name()),
                focus.settle(),
                history,
                focus.encoding());
    }
}
