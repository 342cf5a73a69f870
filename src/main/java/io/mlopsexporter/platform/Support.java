package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SupportIssues.Issue;
import io.mlopsexporter.platform.SupportFigures.InWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Derives how soon users' questions are answered (design 3.8). An answer counts when it is given, so that silence never looks fast. */
public final class Support {
    private Support() {}

    /** @param asOf an instant up to which the issues are known */
    public static SupportFigures figures(SupportIssues issues, List<Window> windows, Instant asOf) {
        List<Issue> open =
                issues.issues().stream().filter(issue -> issue.openAt(asOf)).toList();
        List<Issue> unanswered = open.stream()
                .filter(issue ->
                        issue.answeredAt().filter(at -> !at.isAfter(asOf)).isEmpty())
                .toList();
        return new SupportFigures(
                issues.queue(),
                asOf,
                open.size(),
                unanswered.size(),
                unanswered.stream().map(Issue::openedAt).min(Comparator.naturalOrder()),
                windows.stream()
                        .map(window -> new InWindow(
                                window,
                                Distribution.of(issues.issues().stream()
                                        .flatMap(issue -> issue
                                                .answeredAt()
                                                .filter(at -> window.contains(asOf, at))
                                                .map(at -> Duration.between(issue.openedAt(), at))
                                                .stream())
                                        .mapToDouble(Duration::toSeconds))))
                        .toList());
    }
}
