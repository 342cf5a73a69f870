package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Facts in the shapes of PagerDuty's API. */
final class PagerDutyJson {
    private static final String WEB = "https://acme-ai.pagerduty.example";

    private final Moment moment;

    PagerDutyJson(Moment moment) {
        this.moment = moment;
    }

    /** A production roll-out that its pipeline has told PagerDuty about. */
    record Change(DemoService service, DemoDeployment deployment, Instant at) {}

    /** Newest first. */
    static List<Change> changes(Moment moment) {
        return moment.services().stream()
                .flatMap(service -> changes(moment, service).stream())
                .sorted(Comparator.comparing(Change::at).reversed())
                .toList();
    }

    /** Of one service. */
    static List<Change> changes(Moment moment, DemoService service) {
        return moment.repository(DemoOrganization.LOGIN, service.name()).stream()
                .flatMap(repository -> moment.deployments(repository).stream())
                .flatMap(one -> live(moment, one).map(at -> new Change(service, one, at)).stream())
                .toList();
    }

    private static Optional<Instant> live(Moment moment, DemoDeployment deployment) {
        return moment.statuses(deployment).stream()
                .filter(status -> deployment.environment().startsWith("prod")
                        && status.state().equals("success"))
                .map(DemoDeployment.Status::at)
                .findFirst();
    }

    ObjectNode incident(DemoIncident incident) {
        Instant changedAt = incident.changedAt(moment.now());
        boolean resolved = incident.isResolved(moment.now());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", incident.id())
                .put("type", "incident")
                .put("summary", "[#" + incident.number() + "] " + incident.title())
                .put("html_url", WEB + "/incidents/" + incident.id())
                .put("incident_number", incident.number())
                .put("title", incident.title())
                .put("status", incident.status(moment.now()))
                .put("urgency", incident.urgency())
                .put("created_at", incident.at().toString())
                .put("updated_at", changedAt.toString())
                .put("last_status_change_at", changedAt.toString());
        reference(
                node.putObject("service"),
                incident.service().id(),
                "service_reference",
                incident.service().name());
        node.putNull("priority");
        node.putArray("teams");
        if (resolved) {
            node.put("resolved_at", changedAt.toString());
        } else {
            node.putNull("resolved_at");
        }
        Optional<String> target = incident.mergedInto().filter(any -> resolved);
        if (target.isPresent()) {
            ObjectNode reason = node.putObject("resolve_reason").put("type", "merge_resolve_reason");
            reason.putObject("incident").put("id", target.get()).put("type", "incident_reference");
        } else {
            node.putNull("resolve_reason");
        }
        return node;
    }

    ObjectNode service(DemoService service) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", service.id())
                .put("type", "service")
                .put("summary", service.name())
                .put("name", service.name())
                .put("html_url", WEB + "/service-directory/" + service.id())
                .put("status", "active")
                // with an offset, as the real ones
                .put(
                        "created_at",
                        moment.createdAt().atOffset(ZoneOffset.ofHours(-5)).toString());
        reference(
                node.putObject("escalation_policy"),
                "PPOL" + Math.floorMod(service.team().hashCode(), 1000),
                "escalation_policy_reference",
                service.team());
        ObjectNode team = node.putArray("teams").addObject();
        reference(team, "PTEAM" + Math.floorMod(service.team().hashCode(), 1000), "team_reference", service.team());
        return node;
    }

    ObjectNode change(Change change) {
        DemoDeployment deployment = change.deployment();
        String commit = deployment.commit();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", "CHANGE" + deployment.id())
                .put("type", "change_event")
                .put("summary", "Deployed " + commit.substring(0, 7) + " to " + deployment.environment())
                .put("timestamp", change.at().toString())
                .put("source", change.service().name());
        reference(
                node.putArray("services").addObject(),
                change.service().id(),
                "service_reference",
                change.service().name());
        node.putObject("custom_details").put("commit", commit).put("deployment", deployment.id());
        node.putArray("links").addObject().put("href", deployment.logUrl()).put("text", "Roll-out");
        return node;
    }

    private static void reference(ObjectNode node, String id, String type, String summary) {
        node.put("id", id).put("type", type).put("summary", summary);
    }
}
