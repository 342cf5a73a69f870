package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Uses of the platform that are runs of workflows. Which workflows are the platform's is read from their files, again only after a
 * push; their runs cost a conditional request each a poll.
 */
final class PlatformWorkflows {
    /** The texts of all workflows of so many repositories come in one answer. */
    private static final int AT_ONCE = 20;

    private final GitHubApi api;
    private final PlatformRuns runs;

    PlatformWorkflows(GitHubApi api) {
        this.api = api;
        this.runs = new PlatformRuns(api);
    }

    void read(Poll poll, List<RepositoryPlan> plans) {
        List<Pattern> patterns = poll.settings().platform().workflows();
        if (patterns.isEmpty()) {
            forget(poll, poll.settings().source() + "/", List.of());
            return;
        }
        choose(poll, patterns, plans);
        int done = 0;
        for (RepositoryPlan plan : plans) {
            for (String file : files(poll, plan)) {
                runs.read(poll, plan, file);
            }
            poll.journal().progress("pipeline runs", ++done, plans.size());
        }
        poll.flush();
    }

    static List<String> files(Poll poll, RepositoryPlan plan) {
        return poll.note(WorkflowsNote.name(plan.repository()), WorkflowsNote.class)
                .map(WorkflowsNote::files)
                .orElse(List.of());
    }

    /** What was found and kept, by repository. */
    static List<Overview.Workflow> overview(Poll poll, List<RepositoryPlan> plans) {
        List<Overview.Workflow> found = new ArrayList<>();
        if (!poll.settings().platform().workflows().isEmpty()) {
            for (RepositoryPlan plan : plans) {
                for (String file : files(poll, plan)) {
                    String prefix = plan.id() + PlatformRuns.within(file);
                    int runs = (int) poll.log().activities().tailMap(prefix).keySet().stream()
                            .takeWhile(id -> id.startsWith(prefix))
                            .count();
                    found.add(new Overview.Workflow(plan.repository().name(), file, team(poll, plan), runs));
                }
            }
        }
        return found;
    }

    private static String team(Poll poll, RepositoryPlan plan) {
        return poll.log().applications().values().stream()
                .filter(application -> application.repository().equals(plan.id()))
                .map(Application::team)
                .findFirst()
                .or(() -> Optional.ofNullable(poll.log().repositories().get(plan.id()))
                        .flatMap(Repository::team))
                .orElse(Application.UNASSIGNED);
    }

    private void choose(Poll poll, List<Pattern> patterns, List<RepositoryPlan> plans) {
        List<RepositoryPlan> due = plans.stream()
                .filter(plan -> poll.note(WorkflowsNote.name(plan.repository()), WorkflowsNote.class)
                        .filter(note -> note.holds(patterns, plan.repository()))
                        .isEmpty())
                .toList();
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            ask(poll, patterns, due.subList(from, Math.min(due.size(), from + AT_ONCE)));
        }
        poll.flush();
    }

    private void ask(Poll poll, List<Pattern> patterns, List<RepositoryPlan> some) {
        List<String> ids = some.stream().map(plan -> plan.repository().node()).toList();
        JsonNode nodes = api.query("Workflows", Map.of("repositories", ids)).at("nodes");
        for (int i = 0; i < some.size(); i++) {
            if (nodes.path(i).isObject()) {
                List<String> files = WorkflowFile.listOf(nodes.path(i)).stream()
                        .filter(workflow -> workflow.matches(patterns))
                        .map(WorkflowFile::file)
                        .toList();
                keep(poll, patterns, some.get(i), files);
            }
        }
    }

    /** Runs of a file that is gone stay uses; those of one that other patterns had chosen do not. */
    private static void keep(Poll poll, List<Pattern> patterns, RepositoryPlan plan, List<String> files) {
        String name = WorkflowsNote.name(plan.repository());
        boolean chosenOtherwise = poll.note(name, WorkflowsNote.class)
                .filter(note -> !note.patterns().equals(WorkflowsNote.text(patterns)))
                .isPresent();
        if (chosenOtherwise) {
            forget(poll, plan.id() + "/", files);
        }
        poll.keep(
                List.of(),
                name,
                new WorkflowsNote(
                        WorkflowsNote.text(patterns), plan.repository().pushedAt(), files));
    }

    private static void forget(Poll poll, String prefix, List<String> butOf) {
        List<Batch.Key> keys = new ArrayList<>();
        poll.log().activities().tailMap(prefix).values().stream()
                .takeWhile(activity -> activity.id().startsWith(prefix))
                .filter(activity -> activity.type() == Activity.Type.PIPELINE_RUN
                        && butOf.stream().noneMatch(file -> activity.id().contains(PlatformRuns.within(file))))
                .forEach(activity -> keys.add(new Batch.Key(Activity.class, activity.id())));
        if (!keys.isEmpty()) {
            poll.journal().write(new Batch(List.of(), keys), Map.of());
        }
    }
}
