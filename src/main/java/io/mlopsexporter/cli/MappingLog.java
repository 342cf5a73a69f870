package io.mlopsexporter.cli;

import io.mlopsexporter.dora.ServiceMapping.Problem;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is wrong in the mapping of services to applications: when it turns up, and when all is well again. */
final class MappingLog {
    private static final Logger LOG = LoggerFactory.getLogger(MappingLog.class);

    private Set<Problem> known = Set.of();

    /** Called at each derivation, never by two threads at once. */
    void tell(List<Problem> problems) {
        problems.stream()
                .filter(problem -> !known.contains(problem))
                .forEach(problem -> LOG.warn("{}: {}", problem.subject(), problem.text()));
        if (problems.isEmpty() && !known.isEmpty()) {
            LOG.info("the mapping of services to applications is in order again");
        }
        known = Set.copyOf(problems);
    }
}
