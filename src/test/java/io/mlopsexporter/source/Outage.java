package io.mlopsexporter.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** The ways in which an API gives no good answer, with the secret echoed where a careless server might. */
enum Outage {
    UNAUTHORIZED(SourceError.Unauthorized.class),
    FORBIDDEN(SourceError.Unauthorized.class),
    NOT_FOUND(SourceError.NotFound.class),
    EXHAUSTED(SourceError.RateLimited.class),
    SERVER_ERROR(SourceError.Unavailable.class),
    BAD_GATEWAY(SourceError.Unavailable.class),
    OVERLOADED(SourceError.Unavailable.class),
    GATEWAY_TIMEOUT(SourceError.TimedOut.class),
    NO_ANSWER(SourceError.TimedOut.class),
    SLOW_BODY(SourceError.TimedOut.class),
    BROKEN_JSON(SourceError.Unavailable.class),
    HTML(SourceError.Unavailable.class),
    EMPTY(SourceError.Unavailable.class),
    BROKEN_CONNECTION(SourceError.Unavailable.class);

    private final Class<? extends SourceError> expected;

    Outage(Class<? extends SourceError> expected) {
        this.expected = expected;
    }

    ResponseDefinitionBuilder answer() {
        return switch (this) {
            case UNAUTHORIZED -> status(401);
            case FORBIDDEN -> status(403);
            case NOT_FOUND -> status(404);
            case EXHAUSTED ->
                status(403)
                        .withHeader("x-ratelimit-limit", "5000")
                        .withHeader("x-ratelimit-remaining", "0")
                        .withHeader("x-ratelimit-reset", Long.toString(SourceContract.START.getEpochSecond() + 3600));
            case SERVER_ERROR -> status(500);
            case BAD_GATEWAY -> status(502);
            case OVERLOADED -> status(503);
            case GATEWAY_TIMEOUT -> status(504);
            case NO_ANSWER -> okJson("{}").withFixedDelay(1_000);
            case SLOW_BODY -> okJson("{\"a\":" + " ".repeat(100) + "1}").withChunkedDribbleDelay(20, 4_000);
            case BROKEN_JSON -> okJson("{\"a\":[1,2,{\"b\":\"" + SourceContract.SECRET);
            case HTML ->
                aResponse()
                        .withHeader("Content-Type", "text/html")
                        .withBody("<!DOCTYPE html><html><head><title>Log in, " + SourceContract.SECRET
                                + "</title></head></html>");
            case EMPTY -> okJson("");
            case BROKEN_CONNECTION -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        };
    }

    /** A refusal may also be told as a problem of each thing that was refused. */
    boolean isShownBy(PollResult result) {
        boolean partly = SourceError.Permanent.class.isAssignableFrom(expected);
        return result.fold(
                complete -> partly && !complete.problems().isEmpty(), failed -> expected.isInstance(failed.error()));
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status).withBody("{\"message\":\"no, not with " + SourceContract.SECRET + "\"}");
    }
}
