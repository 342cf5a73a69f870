package io.mlopsexporter.source.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceContract;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** Two pages of open incidents and three of resolved ones. */
class PagerDutySourceTest extends SourceContract {
    private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");

    private final FakePagerDuty pagerDuty = new FakePagerDuty(time);

    PagerDutySourceTest() {
        for (int i = 0; i < 130; i++) {
            pagerDuty.incident("POPEN" + i, MORNING.plusSeconds(i).toString());
        }
        for (int i = 0; i < 230; i++) {
            Instant start = MORNING.minus(Duration.ofHours(i));
            pagerDuty
                    .incident("PDONE" + i, start.toString())
                    .resolved(start.plusSeconds(60).toString());
        }
    }

    @AfterEach
    void stop() {
        pagerDuty.close();
    }

    @Override
    protected Source source(HttpApi api) {
        return PagerDutySource.of(PagerDutySettings.of("pagerduty", Duration.ofDays(365)), api);
    }

    @Override
    protected Credential credential(Secret secret) {
        return Credential.header("Authorization", "Token token=", secret);
    }

    @Override
    protected ApiSettings settings(String baseUrl) {
        return super.settings(baseUrl).withHeaders(PagerDutySource.HEADERS);
    }

    @Override
    protected void world() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(pagerDuty.url())));
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(log.incidents()).hasSize(360);
        assertThat(log.incidents().values().stream().filter(one -> one.end().isPresent()))
                .hasSize(230);
    }
}
