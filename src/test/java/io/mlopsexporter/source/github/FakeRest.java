package io.mlopsexporter.source.github;

import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the REST paths that this package asks for. A number is a status. */
final class FakeRest {
    private static final Pattern PATH = Pattern.compile("/repos/([^/]+/[^/]+)/(.*)");
    private static final Pattern RUNS = Pattern.compile("actions/workflows/([^/]+)/runs");
    private static final Pattern RUN = Pattern.compile("actions/runs/(\\d+)");
    private static final Pattern ATTEMPT = Pattern.compile("actions/runs/(\\d+)/attempts/(\\d+)");

    private final FakeGitHub gitHub;

    FakeRest(FakeGitHub gitHub) {
        this.gitHub = gitHub;
    }

    /** @param next path of the next page */
    record Page(Object body, String next) {}

    private Object deliveries(Request request) {
        String cursor = value(request, "cursor");
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        int to = Math.min(gitHub.deliveries.size(), from + 100);
        List<?> body = List.copyOf(gitHub.deliveries.subList(from, to));
        return to < gitHub.deliveries.size() ? new Page(body, "/app/hook/deliveries?per_page=100&cursor=" + to) : body;
    }

    Object answer(Request request) {
        if (request.getUrl().startsWith("/app")) {
            if (gitHub.appStatus != 200) {
                return gitHub.appStatus;
            }
            return request.getUrl().equals("/app") ? Map.of("events", gitHub.appEvents) : deliveries(request);
        }
        Matcher path = PATH.matcher(URI.create(request.getUrl()).getPath().replaceFirst("^/api/v3", ""));
        if (!path.matches()) {
            return 404; // /rate_limit too: as an Enterprise Server without limits
        }
        return gitHub.repositories.values().stream()
                .filter(repository -> repository.name.equals(path.group(1)))
                .findFirst()
                .map(repository -> of(repository, path.group(2), request))
                .orElse(404);
    }

    private static Object of(FakeRepository repository, String path, Request request) {
        Matcher runs = RUNS.matcher(path);
        Matcher run = RUN.matcher(path);
        Matcher attempt = ATTEMPT.matcher(path);
        if (path.equals("deployments")) {
            String environment = value(request, "environment");
            return repository.deployments.stream()
                    .filter(json -> environment.equals(json.get("environment")))
                    .map(json -> Map.of("id", json.get("databaseId"), "transient_environment", json.get("transient")))
                    .toList();
        } else if (runs.matches() && repository.workflowFiles.contains(runs.group(1))) {
            return runs(repository, runs.group(1), request);
        } else if (run.matches()) {
            return repository.runs.stream()
                    .filter(json -> Long.valueOf(run.group(1)).equals(json.get("id")))
                    .<Object>map(json -> json)
                    .findFirst()
                    .orElse(404);
        } else if (attempt.matches()) {
            Object found = repository.attempts.get(attempt.group(1) + "/" + attempt.group(2));
            return found == null ? 404 : found;
        }
        return 404;
    }

    /** A filtered list ends after 1,000 runs, and still says how many there are. */
    private static Object runs(FakeRepository repository, String file, Request request) {
        String created = value(request, "created");
        String status = value(request, "status");
        String[] range = created.isEmpty() ? new String[] {"0", "9"} : created.split("\\.\\.", 2);
        List<Map<String, Object>> found = FakeGraphQl.newest(repository.runs, "created_at").stream()
                .filter(json -> value(request, "branch").isEmpty()
                        || value(request, "branch").equals(json.get("head_branch")))
                .filter(json -> String.valueOf(json.getOrDefault("path", file)).endsWith(file))
                .filter(json -> status.isEmpty() || status.equals(json.get("conclusion")))
                .filter(json -> String.valueOf(json.get("created_at")).compareTo(range[0]) >= 0
                        && String.valueOf(json.get("created_at")).compareTo(range[1]) <= 0)
                .toList();
        return Map.of("total_count", found.size(), "workflow_runs", found.subList(0, Math.min(100, found.size())));
    }

    private static String value(Request request, String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.firstValue() : "";
    }
}
