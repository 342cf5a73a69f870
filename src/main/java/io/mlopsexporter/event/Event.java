package io.mlopsexporter.event;

/** Something that a source has told us. Its {@link #id()} is unique among the events of its type. */
public sealed interface Event
        permits Activity,
                Application,
                Commit,
                Deployment,
                Experiment,
                Incident,
                IncidentService,
                Lineage,
                ModelVersion,
                NamedCommit,
                PlatformFact,
                PullRequest,
                RegisteredModel,
                Repository {

    /** Unique among all events of the same type, of all sources; stable across polls, restarts and renames. */
    String id();
}
