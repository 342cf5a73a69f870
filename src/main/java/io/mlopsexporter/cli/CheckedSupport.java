package io.mlopsexporter.cli;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SupportIssues.Issue;
import java.io.PrintWriter;
import java.util.List;

/** What {@code check} says of the issues by which users ask for help. */
final class CheckedSupport {
    private CheckedSupport() {}

    static void print(EventLog log, PrintWriter out) {
        log.platformFacts().values().forEach(fact -> {
            if (fact instanceof SupportIssues support) {
                List<Issue> open = support.issues().stream()
                        .filter(issue -> issue.closedAt().isEmpty())
                        .toList();
                long unanswered = open.stream()
                        .filter(issue -> issue.answeredAt().isEmpty())
                        .count();
                out.println("  support issues " + support.queue() + ": "
                        + CheckCommand.counted(support.issues().size(), "issue") + " of users, " + open.size()
                        + " open, of which " + unanswered + " without an answer");
                out.println();
            }
        });
    }
}
