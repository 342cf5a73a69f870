package io.mlopsexporter.store;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.ReadSince;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.event.TeamMembers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How types of events are named in the store. A name, once released, stays. */
enum EventType {
    ACTIVITY(Activity.class),
    APPLICATION(Application.class),
    COMMIT(Commit.class),
    COST_STATEMENT(CostStatement.class),
    DEPLOYMENT(Deployment.class),
    EXPERIMENT(Experiment.class),
    /** Open and resolved ones under one name: a resolved incident takes the place of the open one with its id. */
    INCIDENT(Incident.class),
    INCIDENT_SERVICE(IncidentService.class),
    LINEAGE(Lineage.class),
    MODEL_VERSION(ModelVersion.class),
    NAMED_COMMIT(NamedCommit.class),
    MATURITY_ANSWERS(MaturityAnswers.class),
    PULL_REQUEST(PullRequest.class),
    READ_SINCE(ReadSince.class),
    REGISTERED_MODEL(RegisteredModel.class),
    REPOSITORY(Repository.class),
    REPOSITORY_FILES(RepositoryFiles.class),
    SUPPORT_ISSUES(SupportIssues.class),
    SURVEY_ANSWERS(SurveyAnswers.class),
    TEAM_MEMBERS(TeamMembers.class);

    private final Class<? extends Event> recordType;
    private final String key;

    EventType(Class<? extends Event> recordType) {
        this.recordType = recordType;
        this.key = name().toLowerCase(Locale.ROOT);
    }

    Class<? extends Event> recordType() {
        return recordType;
    }

    /** As it stands in the column {@code type}. */
    String key() {
        return key;
    }

    static EventType of(Class<? extends Event> type) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.recordType.isAssignableFrom(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no name in the store for " + type));
    }

    static Optional<EventType> ofKey(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }
}
