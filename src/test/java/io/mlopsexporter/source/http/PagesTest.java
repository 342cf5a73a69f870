package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.BadPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest extends ApiTest {
    private final List<Integer> seen = new ArrayList<>();

    @Test
    void pages_followLinksToTheEnd() {
        page("/list", 1, link("/list?page=2", "next"));
        page("/list?page=2", 2, link("/list", "first") + ", " + link("/list?page=3", "next"));
        page("/list?page=3", 3, link("/list", "first"));

        read();

        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void pages_endWhenTheReaderHasEnough() {
        page("/list", 1, link("/list?page=2", "next"));

        api.pages("/list", Map.of(), page -> false);

        server.verify(0, getRequestedFor(urlEqualTo("/list?page=2")));
    }

    @Test
    void relativeLink_isFollowed() {
        page("/list", 1, "</list?page=2>; rel=next");
        page("/list?page=2", 2, "");

        read();

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void linkToAnotherHost_isAnErrorThatNamesBoth() {
        page("/list", 1, "<https://elsewhere.example/list?page=2>; rel=\"next\"");

        SourceError error = failureOf(this::read);

        assertThat(error).isInstanceOf(BadPayload.class);
        assertThat(error.message())
                .startsWith("GET /list: the link to the next page leads to https://elsewhere.example:443, but")
                .contains("http://localhost:" + server.port());
    }

    @Test
    void repeatedUrl_endsTheList() {
        page("/list", 1, link("/list?page=2", "next"));
        page("/list?page=2", 2, link("/list", "next"));

        read();

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void repeatedPageUnderAnotherUrl_endsTheListAndIsNotGivenTwice() {
        page("/list", 1, link("/list?page=2", "next"));
        page("/list?page=2", 1, link("/list?page=3", "next"));

        read();

        assertThat(seen).containsExactly(1);
        server.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void endlessList_isAnErrorNotATruncation() {
        use(ApiSettings.Bounds.USUAL.withMaxPages(2));
        page("/list", 1, link("/list?page=2", "next"));
        page("/list?page=2", 2, link("/list?page=3", "next"));

        SourceError error = failureOf(this::read);

        assertThat(error).isInstanceOf(BadPayload.class);
        assertThat(error.message()).contains("more than 2 pages");
    }

    @Test
    void unmodifiedPages_areFollowedByTheirRememberedLinks() {
        server.stubFor(get("/list")
                .willReturn(
                        okJson("[1]").withHeader("ETag", "W/\"a\"").withHeader("Link", link("/list?page=2", "next"))));
        page("/list?page=2", 2, "");
        read();
        server.stubFor(get("/list")
                .willReturn(com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                        .withStatus(304)));

        read();

        assertThat(seen).containsExactly(1, 2, 1, 2);
    }

    private void read() {
        api.pages("/list", Map.of(), page -> seen.add(page.body().path(0).asInt()));
    }

    private void page(String url, int content, String link) {
        server.stubFor(
                get(urlEqualTo(url)).willReturn(okJson("[" + content + "]").withHeader("Link", link)));
    }
}
