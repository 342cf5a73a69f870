package io.mlopsexporter.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.mlopsexporter.demo.DemoServer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The demo's GitHub at one instant that never passes, for its {@code Date} header too: so two reads of it give the same
 * figures at the same as-of. It can be told to refuse something, or to answer no more.
 */
final class StoodStill implements AutoCloseable {
    private final Instant now;
    private final DemoServer demo;
    private final WireMockServer front;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int answers = Integer.MAX_VALUE;

    private StoodStill(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        demo = DemoServer.start(InstantSource.fixed(this.now), 1);
        front = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .extensions(new Clock()));
        front.start();
        front.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(new ResponseDefinitionBuilder()
                        .proxiedFrom(demo.githubUrl())
                        // its links must lead to this server
                        .withAdditionalRequestHeader("Host", "127.0.0.1:" + front.port())));
    }

    static StoodStill at(Instant now) {
        return new StoodStill(now);
    }

    Instant now() {
        return now;
    }

    String url() {
        return "http://127.0.0.1:" + front.port();
    }

    String mlflowUrl() {
        return demo.mlflowUrl();
    }

    String pagerDutyUrl() {
        return demo.pagerDutyUrl();
    }

    int requests() {
        return requests.get();
    }

    /** Answers a GraphQL query of this name with a body of ours. */
    StoodStill answering(String query, String body) {
        front.stubFor(post(urlPathEqualTo("/graphql"))
                .withRequestBody(containing("query " + query + "("))
                .willReturn(okJson(body)));
        return this;
    }

    /** After so many answers all further requests hang. */
    StoodStill holdingAfter(int count) {
        answers = count;
        return this;
    }

    void awaitHeld() throws InterruptedException {
        if (!held.await(Program.BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("only " + requests + " requests came");
        }
    }

    @Override
    public void close() {
        released.countDown();
        front.stop();
        demo.close();
    }

    private final class Clock implements ResponseTransformerV2 {
        @Override
        public Response transform(Response response, ServeEvent event) {
            hold();
            HttpHeaders others = new HttpHeaders(response.getHeaders().all().stream()
                    .filter(header -> !header.keyEquals("Date"))
                    .toList());
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
            return Response.Builder.like(response)
                    .but()
                    .headers(others.plus(new HttpHeader("Date", date)))
                    .build();
        }

        private void hold() {
            if (requests.incrementAndGet() > answers) {
                held.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public String getName() {
            return "clock";
        }
    }
}
