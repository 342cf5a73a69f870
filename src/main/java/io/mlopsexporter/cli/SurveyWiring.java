package io.mlopsexporter.cli;

import io.mlopsexporter.config.SurveyConfig;
import io.mlopsexporter.config.TokenEnvironment;
import io.mlopsexporter.config.TokenFile;
import io.mlopsexporter.config.UrlCredential;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.http.Waiter;
import io.mlopsexporter.source.survey.Place;
import io.mlopsexporter.source.survey.SurveySettings;
import io.mlopsexporter.source.survey.SurveySource;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** From the configuration of a survey to a source. */
final class SurveyWiring {
    private final InstantSource clock;

    SurveyWiring(InstantSource clock) {
        this.clock = clock;
    }

    Wired wire(SurveyConfig survey) {
        if (survey.url().isEmpty()) {
            return new Wired(
                    new SurveySource(settings(survey), Place.file(survey.file().orElseThrow(), clock)));
        }
        URI url = survey.url().get();
        Telemetry telemetry = new Telemetry(survey.source());
        OkHttpApi api = new OkHttpApi(
                ApiSettings.of(survey.source(), url.getScheme() + "://" + url.getRawAuthority())
                        .withHeaders(Map.of("Accept", "text/csv, application/json;q=0.9, */*;q=0.5")),
                credential(survey.credential()),
                clock,
                Waiter.sleeping(),
                telemetry);
        return new Wired(new SurveySource(settings(survey), Place.url(url.toASCIIString(), api)), telemetry, api);
    }

    static Credential credential(Optional<UrlCredential> from) {
        return from.map(where -> Credential.bearer(
                        where instanceof TokenFile file
                                ? Secret.file(file.file())
                                : Secret.environment(((TokenEnvironment) where).variable(), System.getenv())))
                .orElse(Credential.none());
    }

    private static SurveySettings settings(SurveyConfig survey) {
        return new SurveySettings(
                survey.source(),
                survey.name(),
                new SurveySettings.Columns(
                        survey.columns().time(),
                        survey.columns().id(),
                        survey.columns().satisfaction(),
                        survey.columns().recommendation()),
                survey.least(),
                survey.most(),
                survey.answers(),
                survey.dateFormat(),
                survey.timeZone(),
                survey.encoding());
    }
}
