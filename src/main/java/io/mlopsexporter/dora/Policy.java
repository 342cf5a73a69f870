package io.mlopsexporter.dora;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may be chosen about the measures.
 *
 * @param incidentLinkWindow how long after a deployment an incident, a revert or a hotfix still tells of its failure
 * @param hotfixPattern searched in branch, labels and title
 * @param history how far back events were read; deployments before that are unknown
 */
public record Policy(
        List<Window> windows,
        LeadTimeStart leadTimeStart,
        Duration incidentLinkWindow,
        Pattern hotfixPattern,
        Duration history) {

    public static final String DEFAULT_HOTFIX_PATTERN = "(?i)\\bhot-?fix";

    /** What holds where nothing is configured. */
    public static final Policy DEFAULT = new Policy(
            List.of(
                    new Window("7d", Duration.ofDays(7)),
                    new Window("30d", Duration.ofDays(30)),
                    new Window("90d", Duration.ofDays(90))),
            LeadTimeStart.FIRST_COMMIT,
            Duration.ofHours(24),
            Pattern.compile(DEFAULT_HOTFIX_PATTERN),
            Duration.ofDays(365));

    public Policy {
        windows = List.copyOf(windows);
        if (windows.stream().map(Window::label).distinct().count() != windows.size()) {
            throw new IllegalArgumentException("two windows bear the same label: " + windows);
        }
    }

    /** The same over another length of history. */
    public Policy withHistory(Duration other) {
        return new Policy(windows, leadTimeStart, incidentLinkWindow, hotfixPattern, other);
    }
}
