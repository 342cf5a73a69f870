package io.mlopsexporter.cli;

import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Stage;
import io.mlopsexporter.event.OneLine;
import io.mlopsexporter.explain.Coverage;
import io.mlopsexporter.explain.Delivered;
import io.mlopsexporter.explain.Deployed;
import io.mlopsexporter.explain.Disrupted;
import io.mlopsexporter.explain.Evidence;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.FigureRow;
import io.mlopsexporter.explain.Judged;
import io.mlopsexporter.explain.Reasons;
import io.mlopsexporter.explain.Ref;
import io.mlopsexporter.explain.Section;
import io.mlopsexporter.explain.Uncounted;
import io.mlopsexporter.metric.Units;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An explanation for a terminal. */
final class ExplanationText {
    private static final int TITLE = 56;
    private static final String INDENT = "  ";

    private final Explanation explanation;
    private final int rows;
    private final PrintWriter out;
    private final boolean rollUp;

    /** @param rows how many of each list; 0: all */
    ExplanationText(Explanation explanation, int rows, PrintWriter out) {
        this.explanation = explanation;
        this.rows = rows;
        this.out = out;
        this.rollUp = !(explanation.scope() instanceof Scope.OfApplication);
    }

    void print() {
        head();
        figures();
        explanation.withheld().forEach(gone -> out.println(INDENT + "no " + gone.group() + ": " + gone.why()));
        explanation.deployments().ifPresent(this::deployments);
        explanation.changes().ifPresent(this::changes);
        explanation.failures().ifPresent(this::failures);
        explanation
                .linked()
                .filter(any -> explanation.incidents().isEmpty())
                .ifPresent(section -> incidents("Incidents that started in the window", section));
        explanation.incidents().ifPresent(section -> incidents("Incidents, with all that are open", section));
        explanation.uncounted().ifPresent(this::uncounted);
    }

    private void head() {
        out.println(subject() + ", the last " + explanation.window().label());
        for (Scope.OfApplication other : explanation.environments()) {
            if (!other.equals(explanation.scope())) {
                out.println("  see also: --environment " + safe(other.environment()));
            }
        }
        rules();
    }

    /** How it was counted. */
    private void rules() {
        Policy policy = explanation.policy();
        if (explanation.coverage().size() == 1) {
            Coverage only = explanation.coverage().get(0);
            out.println(INDENT + "deployments: " + only.signal() + " of " + safe(only.repository()) + " ("
                    + safe(only.chosen()) + ")");
        }
        out.println(INDENT + "lead time starts at "
                + policy.leadTimeStart().key().replace('_', ' ')
                + "; incidents, reverts and hotfixes tell of a deployment up to "
                + Units.duration((double) policy.incidentLinkWindow().toSeconds())
                + " before them; a hotfix is what matches "
                + policy.hotfixPattern());
        out.println();
    }

    private String subject() {
        if (explanation.scope() instanceof Scope.OfApplication application) {
            return safe(application.name()) + " of team " + safe(application.team()) + ", in "
                    + safe(application.environment());
        }
        return explanation.scope() instanceof Scope.Team team ? "Team " + safe(team.name()) : "The organisation";
    }

    private void figures() {
        explanation
                .metric()
                .ifPresent(metric -> explanation.figures().stream().findFirst().ifPresent(figure -> {
                    out.println(figure.series().metric().help());
                    out.println();
                }));
        if (explanation.figures().isEmpty()) {
            out.println(INDENT + "no value: nothing in the window tells of it");
        }
        Columns.print(
                List.of("figure", "", "value", ""),
                FigureRow.of(explanation.figures()).stream()
                        .map(ExplanationText::row)
                        .toList(),
                List.of(false, false, true, false),
                INDENT,
                out);
    }

    private static List<String> row(FigureRow row) {
        String others = row.others().stream()
                .map(figure -> "; " + FigureRow.statistic(figure) + " " + Units.value(figure.series()))
                .collect(Collectors.joining());
        return List.of(
                row.metric().name(),
                String.join(" ", row.labels()),
                Units.value(row.main().series()),
                row.main().how() + others);
    }

    private void deployments(Section<Deployed> section) {
        title("Deployments", section, "the newest first");
        table(
                List.of("live (UTC)", "deployment", Deployed.heading(section.items()), "changes", "remark"),
                List.of(false, false, false, true, false),
                section.items(),
                Deployed::ref,
                one -> List.of(
                        Units.minutes(one.ref().finishedAt()),
                        safe(one.ref().label()),
                        shortened(one.commit()),
                        one.unmeasured().isPresent() ? "?" : String.valueOf(one.changes()),
                        String.join("; ", Reasons.remarks(one))));
    }

    private void changes(Section<Delivered> section) {
        title("Changes", section, "the longest lead time first");
        List<Stage> stages = Delivered.stages(section.items());
        table(
                Stream.concat(
                                Stream.of("lead time", "change", "", "started (UTC)", "with", "live (UTC)"),
                                stages.stream().map(Stage::key))
                        .toList(),
                Stream.concat(
                                Stream.of(true, false, false, false, false, false),
                                stages.stream().map(any -> true))
                        .toList(),
                section.items(),
                Delivered::by,
                one -> Stream.concat(
                                Stream.of(
                                        one.leftOut().isPresent()
                                                ? "left out"
                                                : Units.duration(one.leadTime().orElseThrow()),
                                        safe(one.label()),
                                        title(one),
                                        one.start().map(Units::minutes).orElse(""),
                                        one.startedBy().replace('_', ' '),
                                        Units.minutes(one.by().finishedAt())),
                                stages.stream().map(stage -> stage(one, stage)))
                        .toList());
    }

    private static String title(Delivered one) {
        return one.leftOut().map(Reasons::change).orElse(cut(safe(one.title())));
    }

    private static String stage(Delivered one, Stage stage) {
        return Optional.ofNullable(one.stages().get(stage)).map(Units::duration).orElse("");
    }

    private void failures(Section<Judged> section) {
        var told = section.items().stream().filter(Judged::tells).toList();
        int inWindow = Math.toIntExact(
                section.items().stream().filter(Judged::inWindow).count());
        title(
                "Failed deployments and rework",
                told.size(),
                section,
                "of " + Units.count(inWindow) + " deployments in the window");
        table(
                List.of("live (UTC)", "deployment", "failed, as told by", "ended after", "rework, because of"),
                List.of(false, false, false, true, false),
                told,
                Judged::ref,
                one -> List.of(
                        Units.minutes(one.ref().finishedAt()) + (one.inWindow() ? "" : " (before)"),
                        safe(one.ref().label()),
                        told(one.evidence()),
                        one.recovery().isPresent()
                                ? Units.duration(one.recovery().getAsDouble())
                                : one.failed() ? "lasts" : "",
                        told(one.rework())));
    }

    private String told(List<Evidence> evidence) {
        return evidence.stream()
                .map(one -> one.signal() + " " + safe(one.label())
                        + one.confidence().map(sure -> " (" + sure + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }

    private void incidents(String title, Section<Disrupted> section) {
        title(title, section, "the newest first");
        table(
                List.of("started (UTC)", "incident", "", "service", "resolved (UTC)", "after", "linked to"),
                List.of(false, false, false, false, false, true, false),
                section.items(),
                null,
                one -> List.of(
                        Units.minutes(one.startedAt()),
                        safe(one.label()),
                        cut(safe(one.title())),
                        safe(one.service()),
                        one.resolvedAt().map(Units::minutes).orElse("open"),
                        took(one),
                        blamed(one)));
    }

    private static String took(Disrupted one) {
        OptionalDouble seconds = one.restoration();
        if (seconds.isPresent()) {
            return Units.duration(seconds.getAsDouble());
        }
        return one.resolvedAt().isPresent() ? "left out: ends before it starts" : "";
    }

    private String blamed(Disrupted one) {
        String application =
                rollUp ? one.blamed().map(ref -> safe(ref.application()) + " ").orElse("") : "";
        return one.blamed()
                .map(ref -> application + safe(ref.label()) + ": "
                        + Reasons.confidence(
                                one.confidence().orElse(""),
                                explanation.policy().incidentLinkWindow()))
                .orElse("nothing: no deployment to blame");
    }

    private void uncounted(Section<Uncounted> section) {
        title("Left out", section, "attempts to deploy, the newest first");
        Map<String, Long> reasons = section.items().stream()
                .collect(Collectors.groupingBy(Uncounted::reason, TreeMap::new, Collectors.counting()));
        reasons.forEach((reason, count) -> out.println(INDENT + count + " " + reason.replace('_', ' ')));
        table(
                List.of("at (UTC)", "attempt", "commit", "why"),
                List.of(false, false, false, false),
                section.items(),
                null,
                one -> List.of(Units.minutes(one.at()), safe(one.label()), shortened(one.commit()), safe(one.why())));
    }

    private void title(String title, Section<?> section, String order) {
        title(title, section.items().size(), section, order);
    }

    private void title(String title, int count, Section<?> section, String order) {
        out.println();
        out.println(title + ": " + (count == 0 ? "none" : Units.count(count)) + ", " + order + "; after "
                + Units.minutes(section.after()) + " and up to " + Units.minutes(section.asOf()) + " UTC");
    }

    private <T> void table(
            List<String> heads,
            List<Boolean> numbers,
            List<T> items,
            @Nullable Function<T, Ref> of,
            Function<T, List<String>> row) {
        if (items.isEmpty()) {
            return;
        }
        var shown = new ArrayList<List<String>>();
        int limit = rows == 0 ? items.size() : Math.min(rows, items.size());
        for (T item : items.subList(0, limit)) {
            var cells = new ArrayList<>(row.apply(item));
            if (of != null && rollUp) {
                Ref ref = of.apply(item);
                cells.add(safe(ref.application())
                        + (ref.environment().equals("production") ? "" : " in " + safe(ref.environment())));
            }
            shown.add(cells);
        }
        var allHeads = new ArrayList<>(heads);
        var allNumbers = new ArrayList<>(numbers);
        if (of != null && rollUp) {
            allHeads.add("application");
            allNumbers.add(false);
        }
        Columns.print(allHeads, shown, allNumbers, INDENT, out);
        if (limit < items.size()) {
            out.println(INDENT + "… and " + Units.count(items.size() - limit) + " more: --rows 0 shows all");
        }
    }

    private static String shortened(String commit) {
        return safe(commit.length() > 7 ? commit.substring(0, 7) : commit);
    }

    private static String cut(String title) {
        return title.length() > TITLE ? title.substring(0, TITLE - 1) + "…" : title;
    }

    /** What comes from outside must not steer the terminal. */
    private static String safe(String text) {
        return OneLine.of(text);
    }
}
