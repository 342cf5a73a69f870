package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Stage;
import io.mlopsexporter.explain.Delivered;
import io.mlopsexporter.explain.Deployed;
import io.mlopsexporter.explain.Disrupted;
import io.mlopsexporter.explain.Evidence;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.Judged;
import io.mlopsexporter.explain.Reasons;
import io.mlopsexporter.explain.Ref;
import io.mlopsexporter.explain.Uncounted;
import io.mlopsexporter.metric.Units;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of deployments, changes and incidents on the page. */
final class Lists {
    private final Html html;
    private final Explanation explanation;
    private final boolean rollUp;

    Lists(Html html, Explanation explanation) {
        this.html = html;
        this.explanation = explanation;
        this.rollUp = !(explanation.scope() instanceof Scope.OfApplication);
    }

    /** What stands behind the count. */
    String note(Part part) {
        return switch (part) {
            case CHANGES -> ", the longest lead time first";
            case LEFT_OUT -> reasons();
            case INCIDENTS -> ", with all that are open";
            default -> "";
        };
    }

    private String reasons() {
        Map<String, Integer> reasons = explanation.uncounted().stream()
                .flatMap(section -> section.items().stream())
                .collect(Collectors.groupingBy(Uncounted::reason, TreeMap::new, Collectors.summingInt(any -> 1)));
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey().replace('_', ' ') + " " + Units.count(reason.getValue()))
                .collect(Collectors.joining(", ", reasons.isEmpty() ? "" : ": ", ""));
    }

    private Rows table(String... heads) {
        List<String> all = Stream.concat(Stream.of(heads), rollUp ? Stream.of("Application") : Stream.<String>empty())
                .toList();
        var rows = new Rows(html, all.toArray(String[]::new));
        rows.begin();
        return rows;
    }

    private <T> void write(Rows rows, List<T> items, Consumer<T> row) {
        for (T item : items) {
            rows.row();
            row.accept(item);
            rows.endRow();
        }
        rows.end();
    }

    void deployments(List<Deployed> items) {
        Rows rows = table("Live (UTC)", "Deployment", Html.capitalized(Deployed.heading(items)), ">Changes", "Remarks");
        write(rows, items, one -> {
            rows.time(one.ref().finishedAt());
            source(rows, "", one.ref().label(), one.ref().url());
            source(rows, "", shortened(one.commit()), one.commitUrl());
            rows.text(one.unmeasured().isPresent() ? "?" : String.valueOf(one.changes()));
            rows.text(String.join("; ", Reasons.remarks(one)));
            application(rows, one.ref());
        });
    }

    void changes(List<Delivered> items) {
        List<Stage> stages = Delivered.stages(items);
        Rows rows = table(Stream.concat(
                        Stream.of(">Lead time", "Change", "Title", "Started (UTC)", "With", "Live (UTC)"),
                        stages.stream().map(stage -> ">" + heading(stage)))
                .toArray(String[]::new));
        write(rows, items, one -> {
            rows.text(
                    one.leftOut().isPresent() ? "bad" : "main",
                    one.leftOut().isPresent()
                            ? "left out"
                            : Units.duration(one.leadTime().orElseThrow()));
            source(rows, "", one.label(), one.url());
            rows.cell("title").foreign(one.title());
            one.leftOut()
                    .ifPresent(reason -> html.raw(" <span class=\"bad\">")
                            .text(Reasons.change(reason))
                            .raw("</span>"));
            rows.endCell();
            if (one.start().isPresent()) {
                rows.time(one.start().get());
            } else {
                rows.text("");
            }
            rows.text(one.startedBy().replace('_', ' '));
            rows.cell("time")
                    .source(Units.minutes(one.by().finishedAt()), one.by().url());
            rows.endCell();
            for (Stage stage : stages) {
                rows.text(Optional.ofNullable(one.stages().get(stage))
                        .map(Units::duration)
                        .orElse(""));
            }
            application(rows, one.by());
        });
    }

    private static String heading(Stage stage) {
        return Html.capitalized(stage.key());
    }

    void failures(List<Judged> items) {
        Rows rows = table("Live (UTC)", "Deployment", "Failed, as told by", ">Ended after", "Rework, because of");
        write(rows, items, one -> {
            rows.cell("time" + (one.failed() ? " hurt" : ""))
                    .text(Units.minutes(one.ref().finishedAt()));
            if (!one.inWindow()) {
                html.raw(" <span class=\"soft\">before the window</span>");
            }
            rows.endCell();
            source(rows, "", one.ref().label(), one.ref().url());
            evidence(rows, one.evidence());
            rows.text(
                    one.recovery().isPresent()
                            ? Units.duration(one.recovery().getAsDouble())
                                    + (one.recoveredInWindow() ? "" : " (before the window)")
                            : one.failed() ? "lasts" : "");
            evidence(rows, one.rework());
            application(rows, one.ref());
        });
    }

    private void evidence(Rows rows, List<Evidence> evidence) {
        rows.cell("");
        String separator = "";
        for (Evidence one : evidence) {
            html.raw(separator).text(one.signal() + " ").source(one.label(), one.url());
            one.confidence().ifPresent(sure -> html.text(" (" + sure + ")"));
            separator = "<br>";
        }
        rows.endCell();
    }

    void incidents(List<Disrupted> items) {
        var rows = new Rows(
                html,
                "Started (UTC)",
                "Incident",
                "Title",
                "Service",
                "Resolved (UTC)",
                ">After",
                "Deployment to blame");
        rows.begin();
        write(rows, items, one -> {
            rows.time(one.startedAt());
            source(rows, "", one.label(), one.url());
            rows.cell("title").foreign(one.title());
            rows.endCell();
            rows.cell("").foreign(one.service());
            rows.endCell();
            if (one.resolvedAt().isPresent()) {
                rows.time(one.resolvedAt().get());
            } else {
                rows.text("bad", "open");
            }
            rows.text(
                    one.restoration().isPresent()
                            ? Units.duration(one.restoration().getAsDouble())
                            : one.resolvedAt().isPresent() ? "left out: ends before it starts" : "");
            blamed(rows, one);
        });
    }

    private void blamed(Rows rows, Disrupted incident) {
        rows.cell("");
        if (incident.blamed().isEmpty()) {
            html.raw("<span class=\"soft\">none: unlinked</span>");
        } else {
            Ref blamed = incident.blamed().get();
            if (rollUp) {
                html.foreign(blamed.application()).text(" ");
            }
            html.source(blamed.label(), blamed.url())
                    .text(" (" + incident.confidence().orElse("") + ": "
                            + Reasons.confidence(
                                    incident.confidence().orElse(""),
                                    explanation.policy().incidentLinkWindow())
                            + ")");
        }
        rows.endCell();
    }

    void uncounted(List<Uncounted> items) {
        var rows = new Rows(html, "At (UTC)", "Attempt", "Commit", "Why", "Application");
        rows.begin();
        write(rows, items, one -> {
            rows.time(one.at());
            source(rows, "", one.label(), one.url());
            rows.cell("").element("code", shortened(one.commit()));
            rows.endCell();
            rows.cell("").foreign(one.why());
            one.same().ifPresent(same -> html.text(" as ").source(same.label(), same.url()));
            rows.endCell();
            rows.cell("").foreign(one.application());
            rows.endCell();
        });
    }

    private void application(Rows rows, Ref ref) {
        if (rollUp) {
            rows.cell("").foreign(ref.application());
            if (!ref.environment().equals("production")) {
                html.text(" in ").foreign(ref.environment());
            }
            rows.endCell();
        }
    }

    private static void source(Rows rows, String style, String text, Optional<String> url) {
        rows.cell(style).source(text, url);
        rows.endCell();
    }

    private static String shortened(String commit) {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }
}
