package io.mlopsexporter.explain.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Stage;
import io.mlopsexporter.explain.Coverage;
import io.mlopsexporter.explain.Delivered;
import io.mlopsexporter.explain.Deployed;
import io.mlopsexporter.explain.Disrupted;
import io.mlopsexporter.explain.Evidence;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.Figure;
import io.mlopsexporter.explain.Judged;
import io.mlopsexporter.explain.Reasons;
import io.mlopsexporter.explain.Ref;
import io.mlopsexporter.explain.Section;
import io.mlopsexporter.explain.Uncounted;
import io.mlopsexporter.explain.Withheld;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An explanation as JSON, from which every figure of it can be computed anew. Times are in ISO 8601, durations in seconds;
 * what is not known is left out. Of each list a slice is given, and the count of the whole.
 */
public final class ExplanationJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final Explanation explanation;
    private final Slice slice;
    private final JsonGenerator json;

    private ExplanationJson(Explanation explanation, Slice slice, JsonGenerator json) {
        this.explanation = explanation;
        this.slice = slice;
        this.json = json;
    }

    /** Writes it; the writer stays open. */
    public static void write(Explanation explanation, Slice slice, Writer to) throws IOException {
        JsonGenerator json = JSON.createGenerator(to).setPrettyPrinter(new DefaultPrettyPrinter());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        new ExplanationJson(explanation, slice, json).write();
        json.flush();
    }

    static String error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message) + "\n";
    }

    /** How many pages of so many items the longest of its lists has. */
    static int pages(Explanation explanation, int size) {
        return new Slice(1, size).pages(explanation);
    }

    private void write() throws IOException {
        json.writeStartObject();
        scope();
        json.writeObjectFieldStart("window");
        json.writeStringField("label", explanation.window().label());
        json.writeNumberField("seconds", explanation.window().length().toSeconds());
        json.writeEndObject();
        if (explanation.metric().isPresent()) {
            json.writeStringField("metric", explanation.metric().get());
        }
        rules();
        json.writeNumberField("page", slice.page());
        json.writeNumberField("pages", slice.pages(explanation));
        array("figures", explanation.figures(), this::figure);
        array("withheld", explanation.withheld(), this::withheld);
        array("applications", explanation.coverage(), this::coverage);
        strings("signals", explanation.signals());
        section("deployments", explanation.deployments(), this::deployed);
        section("changes", explanation.changes(), this::delivered);
        section("left_out", explanation.uncounted(), this::uncounted);
        section("failures", explanation.failures(), this::judged);
        section("linked_incidents", explanation.linked(), this::disrupted);
        section("incidents", explanation.incidents(), this::disrupted);
        if (explanation.scope() instanceof Scope.Organization) {
            json.writeNumberField("incidents_of_no_application", explanation.unmapped());
        }
        json.writeEndObject();
    }

    private void scope() throws IOException {
        json.writeObjectFieldStart("scope");
        if (explanation.scope() instanceof Scope.OfApplication application) {
            json.writeStringField("level", "application");
            json.writeStringField("ml_team", application.team());
            json.writeStringField("application", application.name());
            json.writeStringField("kind", application.kind().key());
            json.writeStringField("deploy_environment", application.environment());
        } else if (explanation.scope() instanceof Scope.Team team) {
            json.writeStringField("level", "team");
            json.writeStringField("ml_team", team.name());
        } else {
            json.writeStringField("level", "organization");
        }
        json.writeEndObject();
    }

    private void rules() throws IOException {
        json.writeObjectFieldStart("rules");
        json.writeStringField(
                "lead_time_start", explanation.policy().leadTimeStart().key());
        json.writeNumberField(
                "incident_link_window_seconds",
                explanation.policy().incidentLinkWindow().toSeconds());
        json.writeStringField(
                "hotfix_pattern", explanation.policy().hotfixPattern().pattern());
        json.writeEndObject();
    }

    private void figure(Figure figure) throws IOException {
        json.writeStringField("name", figure.series().metric().name());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : figure.series().labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("value", figure.series().value());
        json.writeStringField("unit", figure.series().metric().unit());
        json.writeStringField("how", figure.how());
    }

    private void withheld(Withheld withheld) throws IOException {
        json.writeStringField("group", withheld.group());
        json.writeStringField("why", withheld.why());
    }

    private void coverage(Coverage coverage) throws IOException {
        json.writeStringField("ml_team", coverage.team());
        json.writeStringField("application", coverage.application());
        json.writeStringField("kind", coverage.kind());
        json.writeStringField("deploy_environment", coverage.environment());
        json.writeStringField("repository", coverage.repository());
        text("url", coverage.url());
        json.writeStringField("signal", coverage.signal());
        json.writeStringField("chosen", coverage.chosen());
        instant("known_from", coverage.knownFrom());
        json.writeBooleanField("complete", coverage.complete());
        if (coverage.lastDeployment().isPresent()) {
            ref("last_deployment", coverage.lastDeployment().get());
        }
    }

    private void deployed(Deployed deployed) throws IOException {
        fields(deployed.ref());
        json.writeStringField("signal", deployed.signal());
        json.writeStringField("commit", deployed.commit());
        text("commit_url", deployed.commitUrl());
        json.writeNumberField("changes", deployed.changes());
        json.writeNumberField("changes_elsewhere", deployed.elsewhere());
        text("unmeasured", deployed.unmeasured());
        json.writeBooleanField("rollback", deployed.rollback());
        json.writeBooleanField("changes_read", deployed.settled());
        json.writeNumberField("repetitions", deployed.repetitions());
    }

    private void delivered(Delivered change) throws IOException {
        json.writeStringField("kind", change.kind());
        json.writeStringField("label", change.label());
        json.writeStringField("title", change.title());
        text("url", change.url());
        strings("commits", change.commits());
        ref("delivered_by", change.by());
        json.writeStringField("started_by", change.startedBy());
        instant("started_at", change.start());
        instant("opened_at", change.openedAt());
        instant("reviewed_at", change.reviewedAt());
        instant("merged_at", change.mergedAt());
        instant("trained_at", change.trainedAt());
        instant("registered_at", change.registeredAt());
        number("lead_time_seconds", change.leadTime());
        json.writeObjectFieldStart("stages");
        for (Map.Entry<Stage, Double> stage : change.stages().entrySet()) {
            json.writeNumberField(stage.getKey().key(), stage.getValue());
        }
        json.writeEndObject();
        text("left_out", change.leftOut());
        text("why", change.leftOut().map(Reasons::change));
    }

    private void uncounted(Uncounted left) throws IOException {
        json.writeStringField("id", left.id());
        json.writeStringField("label", left.label());
        text("url", left.url());
        json.writeStringField("application", left.application());
        json.writeStringField("environment", left.environment());
        json.writeStringField("commit", left.commit());
        json.writeStringField("at", left.at().toString());
        json.writeStringField("reason", left.reason());
        json.writeStringField("why", left.why());
        if (left.same().isPresent()) {
            ref("same_as", left.same().get());
        }
    }

    private void judged(Judged judged) throws IOException {
        fields(judged.ref());
        json.writeBooleanField("in_window", judged.inWindow());
        json.writeBooleanField("failed", judged.failed());
        array("evidence", judged.evidence(), this::evidence);
        instant("recovered_at", judged.recoveredAt());
        number("recovery_seconds", judged.recovery());
        json.writeBooleanField("rework", !judged.rework().isEmpty());
        array("rework_because", judged.rework(), this::evidence);
    }

    private void evidence(Evidence evidence) throws IOException {
        json.writeStringField("signal", evidence.signal());
        text("confidence", evidence.confidence());
        json.writeStringField("id", evidence.id());
        json.writeStringField("label", evidence.label());
        text("url", evidence.url());
        json.writeStringField("at", evidence.at().toString());
        instant("until", evidence.until());
    }

    private void disrupted(Disrupted incident) throws IOException {
        json.writeStringField("id", incident.id());
        json.writeStringField("label", incident.label());
        json.writeStringField("title", incident.title());
        text("url", incident.url());
        json.writeStringField("service", incident.service());
        json.writeStringField("started_at", incident.startedAt().toString());
        instant("resolved_at", incident.resolvedAt());
        number("restoration_seconds", incident.restoration());
        if (incident.blamed().isPresent()) {
            ref("deployment", incident.blamed().get());
        }
        text("confidence", incident.confidence());
    }

    private void ref(String name, Ref ref) throws IOException {
        json.writeObjectFieldStart(name);
        fields(ref);
        json.writeEndObject();
    }

    private void fields(Ref ref) throws IOException {
        json.writeStringField("id", ref.id());
        json.writeStringField("label", ref.label());
        text("url", ref.url());
        json.writeStringField("ml_team", ref.team());
        json.writeStringField("application", ref.application());
        json.writeStringField("deploy_environment", ref.environment());
        json.writeStringField("finished_at", ref.finishedAt().toString());
    }

    private <T> void section(String name, Optional<Section<T>> section, Item<T> item) throws IOException {
        if (section.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeStringField("after", section.get().after().toString());
        json.writeStringField("as_of", section.get().asOf().toString());
        json.writeNumberField("count", section.get().items().size());
        array("items", slice.of(section.get().items()), item);
        json.writeEndObject();
    }

    private <T> void array(String name, List<T> items, Item<T> item) throws IOException {
        json.writeArrayFieldStart(name);
        for (T one : items) {
            json.writeStartObject();
            item.write(one);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    private void instant(String name, Optional<Instant> instant) throws IOException {
        text(name, instant.map(Instant::toString));
    }

    private void number(String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsDouble());
        }
    }

    @FunctionalInterface
    private interface Item<T> {
        void write(T item) throws IOException;
    }
}
