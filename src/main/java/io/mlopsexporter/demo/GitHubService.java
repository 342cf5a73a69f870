package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;

/** Answers as GitHub does: both its APIs, for one token. */
final class GitHubService {
    private static final Set<String> GRAPHQL = Set.of("/graphql", "/api/graphql");

    private final DemoOrganization organization;
    private final InstantSource clock;
    private final String token;
    private final GraphQlEndpoint graphQl = new GraphQlEndpoint();
    private final Allowance core = new Allowance();
    private final Allowance points = new Allowance();

    GitHubService(DemoOrganization organization, InstantSource clock, String token) {
        this.organization = organization;
        this.clock = clock;
        this.token = token;
    }

    Answer answer(Asked asked) {
        // the organisation is written further by whoever asks for a later instant: one at a time
        synchronized (organization) {
            // the server itself says the date, by the machine's clock
            return answer(asked, clock.instant()).with("X-GitHub-Media-Type", "github.v3; format=json");
        }
    }

    private Answer answer(Asked asked, Instant now) {
        if (asked.header("Authorization")
                .filter(it -> it.replaceFirst("^(?i)(bearer|token) ", "").equals(token))
                .isEmpty()) {
            return problem(401, "Bad credentials");
        }
        Moment moment = organization.at(now);
        if (GRAPHQL.contains(asked.path())) {
            return asked.method().equals("POST")
                    ? graphQl.answer(asked.body(), moment, points)
                    : problem(404, "Not Found");
        }
        String path = asked.path().replaceFirst("^/api/v3(?=/|$)", "");
        if (path.equals("/rate_limit")) {
            core.spend(0, now);
            points.spend(0, now);
            return core.tell(Answer.of(200, limits()), "core");
        }
        return rest(asked, path, moment);
    }

    private Answer rest(Asked asked, String path, Moment moment) {
        if (!asked.method().equals("GET")) {
            return problem(404, "Not Found");
        }
        Query query = asked.query();
        GitHubRest.Found found = new GitHubRest(moment, query).find(path);
        Answer answer = found.body().isMissingNode()
                ? problem(found.status(), found.status() == 404 ? "Not Found" : "No commit found for that SHA")
                : Answer.of(200, found.body());
        String host = "http://" + asked.header("Host").orElse("127.0.0.1");
        String links = found.links().isEmpty() ? "" : found.paging().headerFor(host + found.links(), query);
        if (!links.isEmpty()) {
            answer = answer.with("Link", links);
        }
        return conditional(asked, answer, moment.now());
    }

    /** A 304 costs nothing and bears the strong form of the tag. */
    private Answer conditional(Asked asked, Answer answer, Instant now) {
        String tag = '"' + digest(answer.body()) + '"';
        boolean same =
                asked.header("If-None-Match").filter(it -> it.contains(tag)).isPresent();
        if (same && answer.status() == 200) {
            core.spend(0, now);
            return core.tell(new Answer(304, "", answer.headers()).with("ETag", tag), "core");
        }
        core.spend(1, now);
        Answer tagged = answer.status() == 200 ? answer.with("ETag", "W/" + tag) : answer;
        return core.tell(tagged.with("Cache-Control", "private, max-age=60, s-maxage=60"), "core");
    }

    private ObjectNode limits() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode resources = body.putObject("resources");
        limit(resources.putObject("core"), core);
        limit(resources.putObject("graphql"), points);
        limit(body.putObject("rate"), core);
        return body;
    }

    private static void limit(ObjectNode node, Allowance allowance) {
        node.put("limit", Allowance.LIMIT)
                .put("used", Allowance.LIMIT - allowance.remaining())
                .put("remaining", allowance.remaining())
                .put("reset", allowance.resetAt().getEpochSecond());
    }

    private static Answer problem(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("documentation_url", "https://docs.github.com/rest");
        body.put("status", String.valueOf(status));
        return Answer.of(status, body);
    }

    private String digest(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
