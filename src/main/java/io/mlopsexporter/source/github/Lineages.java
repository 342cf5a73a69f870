package io.mlopsexporter.source.github;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Journal;
import java.time.Duration;
import java.time.Instant;

/** Makes known what deployments delivered: the commits between them and their pull requests. */
interface Lineages {

    /**
     * Whether {@link #read} would have anything to ask for. Answered from the log alone, without a request.
     *
     * @param lookBack only deployments that finished within this time before {@code asOf} are looked at
     */
    boolean needed(Repository repository, Duration lookBack, Instant asOf, EventLog log);

    /**
     * Makes the changes of all counted deployments of a repository that finished after {@code asOf - lookBack} known:
     * writes commits, pull requests and the lineage to the journal.
     *
     * @throws io.mlopsexporter.source.SourceException if the repository could not be read; what was written is kept
     */
    void read(Repository repository, Duration lookBack, Instant asOf, Journal journal);
}
