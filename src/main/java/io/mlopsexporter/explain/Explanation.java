package io.mlopsexporter.explain;

import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Window;
import java.util.List;
import java.util.Optional;

/**
 * All figures of one scope and window, or those of one metric, and what they follow from. The sections hold whatever the
 * figures need: who has nothing but them can compute each figure anew.
 *
 * @param metric suffix of the metric asked for; empty: all
 * @param environments of the same application, this one included; empty for a roll-up
 * @param figures windowed ones of this window only
 * @param signals what failed deployments are told by
 * @param coverage of the applications of this scope
 * @param deployments those that count, the newest first
 * @param changes the longest lead time first, those left out at the end
 * @param uncounted attempts to deploy that are in no figure, the newest first
 * @param failures the deployments, failed ones first; and those from before the window whose failure ended in it
 * @param linked incidents that started in the window, as of the figures of failures
 * @param incidents those that started or ended in the window, and all that are open, the newest first
 * @param unmapped incidents of services of no application, which are in no figure; of the organisation only
 */
public record Explanation(
        Scope scope,
        Window window,
        Policy policy,
        Optional<String> metric,
        List<Scope.OfApplication> environments,
        List<Figure> figures,
        List<Withheld> withheld,
        List<String> signals,
        List<Coverage> coverage,
        Optional<Section<Deployed>> deployments,
        Optional<Section<Delivered>> changes,
        Optional<Section<Uncounted>> uncounted,
        Optional<Section<Judged>> failures,
        Optional<Section<Disrupted>> linked,
        Optional<Section<Disrupted>> incidents,
        int unmapped) {
    public Explanation {
        environments = List.copyOf(environments);
        figures = List.copyOf(figures);
        withheld = List.copyOf(withheld);
        signals = List.copyOf(signals);
        coverage = List.copyOf(coverage);
    }
}
