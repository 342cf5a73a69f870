package io.mlopsexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How figures are computed.
 *
 * @param windows in the order written, no two of one length
 * @param surveyWindows those of surveys
 * @param incidentLinkWindow how long after a deployment an incident, a revert or a hotfix may blame it
 * @param hotfixPattern searched in branch, labels and title of a change
 * @param maxSeries how many series are exposed at most
 */
public record MetricsConfig(
        List<Window> windows,
        List<Window> surveyWindows,
        LeadTimeStart leadTimeStart,
        Duration incidentLinkWindow,
        Pattern hotfixPattern,
        int maxSeries) {
    public MetricsConfig {
        windows = List.copyOf(windows);
        surveyWindows = List.copyOf(surveyWindows);
    }
}
