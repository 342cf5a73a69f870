package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Facts in the shapes of MLflow's API, as they are at an instant: what is empty is left out. */
final class MlflowJson {
    private final Instant now;

    MlflowJson(Instant now) {
        this.now = now;
    }

    ObjectNode model(DemoModel model) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", model.plan().name())
                .put("creation_timestamp", model.createdAt().toEpochMilli())
                .put("last_updated_timestamp", model.createdAt().toEpochMilli());
        Map<String, ObjectNode> latest = new LinkedHashMap<>();
        model.versions(now).forEach(version -> {
            ObjectNode shown = version(model, version);
            latest.putIfAbsent(shown.path("current_stage").asText(), shown);
        });
        if (!latest.isEmpty()) {
            json.putArray("latest_versions").addAll(latest.values());
        }
        model.plan().team().ifPresent(team -> tag(json, "team", team));
        boolean aliased =
                model.plan().way() == ModelPlan.Way.TAG || model.plan().way() == ModelPlan.Way.ALIAS;
        model.live(now)
                .filter(any -> aliased)
                .ifPresent(live -> json.putArray("aliases")
                        .addObject()
                        .put("alias", DemoModel.ALIAS)
                        .put("version", Integer.toString(live.version())));
        return json;
    }

    ObjectNode version(DemoModel model, DemoModel.Version version) {
        Optional<Instant> promoted = model.promoted(version.number(), now);
        boolean staged = model.plan().way() == ModelPlan.Way.STAGE;
        boolean live =
                model.live(now).filter(one -> one.version() == version.number()).isPresent();
        String stage = !staged || promoted.isEmpty() ? "None" : live ? "Production" : "Archived";
        Instant updated = promoted.filter(any -> staged).orElse(version.at());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", model.plan().name())
                .put("version", Integer.toString(version.number()))
                .put("creation_timestamp", version.at().toEpochMilli())
                .put("last_updated_timestamp", updated.toEpochMilli())
                .put("current_stage", stage)
                .put(
                        "source",
                        "mlflow-artifacts:/" + model.experimentId() + "/"
                                + version.run().id() + "/artifacts/model")
                .put("run_id", version.run().id())
                .put("status", "READY");
        promoted.filter(any -> model.plan().way() == ModelPlan.Way.TAG)
                .ifPresent(at -> tag(json, DemoModel.TAG, at.toString()));
        return json;
    }

    ObjectNode experiment(DemoModel model) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("experiment_id", model.experimentId())
                .put("name", model.plan().name() + "-training")
                .put("lifecycle_stage", "active")
                .put("creation_time", model.createdAt().toEpochMilli())
                .put("last_update_time", model.createdAt().toEpochMilli());
        model.plan().team().ifPresent(team -> tag(json, "team", team));
        return json;
    }

    ObjectNode run(DemoModel model, DemoModel.Run run) {
        boolean over = !run.end().isAfter(now);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode info = json.putObject("info")
                .put("run_id", run.id())
                .put("run_uuid", run.id())
                .put("experiment_id", model.experimentId())
                .put("user_id", run.user())
                .put("status", !over ? "RUNNING" : run.failed() ? "FAILED" : "FINISHED")
                .put("start_time", run.at().toEpochMilli())
                .put("lifecycle_stage", "active");
        if (over) {
            info.put("end_time", run.end().toEpochMilli());
        }
        ObjectNode data = json.putObject("data");
        tag(data, "mlflow.user", run.user());
        run.commit().ifPresent(commit -> {
            tag(data, "mlflow.source.git.commit", commit);
            model.plan()
                    .repository()
                    .ifPresent(name -> tag(
                            data,
                            "mlflow.source.git.repoURL",
                            "git@" + MlflowJson.host() + ":" + DemoOrganization.LOGIN + "/" + name + ".git"));
        });
        return json;
    }

    private static String host() {
        return "github.example";
    }

    private static void tag(ObjectNode into, String key, String value) {
        into.withArray("tags").addObject().put("key", key).put("value", value);
    }
}
