package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workflow runs over REST. */
final class GitHubActions {
    private static final Pattern RUNS = Pattern.compile("/actions/(?:workflows/(?<file>[^/]+)/)?runs");
    private static final Pattern RUN =
            Pattern.compile("/actions/runs/(?<id>[0-9]+)(?:/attempts/(?<attempt>[0-9]{1,4}))?");

    private final Moment moment;
    private final Query query;
    private final GitHubJson json;

    GitHubActions(Moment moment, Query query, GitHubJson json) {
        this.moment = moment;
        this.query = query;
        this.json = json;
    }

    GitHubRest.Found find(DemoRepository repository, String path) {
        Matcher runs = RUNS.matcher(path);
        if (runs.matches()) {
            return runs(repository, Optional.ofNullable(runs.group("file")));
        }
        Matcher run = RUN.matcher(path);
        if (run.matches()) {
            return run(repository, run.group("id"), Optional.ofNullable(run.group("attempt")));
        }
        return path.equals("/actions/workflows") ? workflows(repository) : GitHubRest.Found.NOTHING;
    }

    private GitHubRest.Found runs(DemoRepository repository, Optional<String> file) {
        List<DemoRun> all = moment.runs(repository);
        if (file.isPresent() && all.stream().noneMatch(run -> run.file().equals(file.get()))) {
            return GitHubRest.Found.NOTHING;
        }
        List<DemoRun> wanted = new ArrayList<>(all.stream()
                .filter(run -> file.filter(it -> !it.equals(run.file())).isEmpty())
                .filter(this::isWanted)
                .toList());
        Collections.reverse(wanted);
        Paging paging = Paging.of(query, 30, wanted.size());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total_count", wanted.size());
        ArrayNode runs = body.putArray("workflow_runs");
        paging.of(wanted).forEach(run -> runs.add(json.run(run, run.attempt(moment.now()))));
        return new GitHubRest.Found(200, body, "", paging);
    }

    private boolean isWanted(DemoRun run) {
        ObjectNode shown = json.run(run, run.attempt(moment.now()));
        return query.wants("branch", run.branch())
                && query.wants("event", run.event())
                && query.wants("head_sha", run.commit())
                && query.text("status")
                        .filter(it -> !it.equals(shown.path("status").asText())
                                && !it.equals(shown.path("conclusion").asText()))
                        .isEmpty()
                && query.text("created").filter(it -> !isWithin(it, run.at())).isEmpty();
    }

    /** The range syntax of searches: {@code >=a}, {@code <=b}, {@code a..b}, dates or instants. */
    private static boolean isWithin(String range, Instant at) {
        if (range.startsWith(">=") || range.startsWith(">")) {
            return !at.isBefore(instant(range.replaceFirst("^>=?", ""), false));
        }
        if (range.startsWith("<=") || range.startsWith("<")) {
            return !at.isAfter(instant(range.replaceFirst("^<=?", ""), true));
        }
        int dots = range.indexOf("..");
        String from = dots < 0 ? range : range.substring(0, dots);
        String to = dots < 0 ? range : range.substring(dots + 2);
        return (from.equals("*") || !at.isBefore(instant(from, false)))
                && (to.equals("*") || !at.isAfter(instant(to, true)));
    }

    private static Instant instant(String text, boolean end) {
        if (text.length() > 10) {
            return Instant.parse(text);
        }
        LocalDate date = LocalDate.parse(text);
        return (end ? date.plusDays(1) : date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private GitHubRest.Found run(DemoRepository repository, String id, Optional<String> attempt) {
        return moment.runs(repository).stream()
                .filter(run -> id.equals(String.valueOf(run.id())))
                .findFirst()
                .flatMap(run -> {
                    int latest = run.attempt(moment.now());
                    int wanted = attempt.map(Integer::parseInt).orElse(latest);
                    return wanted >= 1 && wanted <= latest ? Optional.of(json.run(run, wanted)) : Optional.empty();
                })
                .map(GitHubRest.Found::one)
                .orElse(GitHubRest.Found.NOTHING);
    }

    private GitHubRest.Found workflows(DemoRepository repository) {
        List<String> files = moment.runs(repository).stream()
                .map(DemoRun::file)
                .distinct()
                .sorted()
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total_count", files.size());
        ArrayNode workflows = body.putArray("workflows");
        files.forEach(file -> workflows
                .addObject()
                .put("id", GitHubJson.workflowId(repository, file))
                .put("name", file.replaceFirst("\\.ya?ml$", ""))
                .put("path", ".github/workflows/" + file)
                .put("state", "active"));
        return GitHubRest.Found.one(body);
    }
}
