package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which deployments GitHub flags as transient (previews). GraphQL does not tell, so REST is asked once for each environment
 * whose name could be a preview's ({@code production-pr-7}), when it is first seen.
 */
final class Transients {
    private final GitHubApi api;

    Transients(GitHubApi api) {
        this.api = api;
    }

    /**
     * @param byNumber the flag of single deployments
     * @param byEnvironment the flag of the newest deployment of each environment, for all others
     */
    record Flags(Map<Long, Boolean> byNumber, SortedMap<String, Boolean> byEnvironment) {
        boolean of(DeploymentNode deployment) {
            Boolean own = byNumber.get(deployment.number());
            return own != null ? own : byEnvironment.getOrDefault(deployment.originalEnvironment(), false);
        }
    }

    /** @param known what was learned before, by environment */
    Flags of(Poll poll, Reading reading, Collection<DeploymentNode> deployments, Map<String, Boolean> known) {
        Set<String> unknown = deployments.stream()
                .map(DeploymentNode::originalEnvironment)
                .filter(name -> !Environments.isPlain(name) && !known.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Flags flags = new Flags(new HashMap<>(), new TreeMap<>(known));
        try {
            for (String environment : unknown) {
                ask(reading.repository(), environment, flags);
            }
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem(
                    "repository " + reading.repository().name(),
                    "whether its deployments are previews is unknown: " + e.getMessage());
        }
        return flags;
    }

    /** One page where all agree, as they nearly always do; else all of them. */
    private void ask(RepositoryNode repository, String environment, Flags flags) {
        Map<Long, Boolean> listed = new HashMap<>();
        api.rest()
                .pages(
                        "/repos/" + repository.name() + "/deployments",
                        Map.of("environment", environment, "per_page", "100"),
                        answer -> {
                            for (JsonNode json : answer.body()) {
                                boolean flag =
                                        json.path("transient_environment").asBoolean();
                                listed.put(Wire.number(json, "id"), flag);
                                flags.byEnvironment().putIfAbsent(environment, flag);
                            }
                            return listed.containsValue(true) && listed.containsValue(false);
                        });
        flags.byNumber().putAll(listed);
        flags.byEnvironment().putIfAbsent(environment, false);
    }
}
