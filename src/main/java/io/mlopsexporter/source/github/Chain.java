package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The successful deployments of one application to one environment, in the order in which they went live. A later success
 * of the same commit is no link of its own: it delivers nothing.
 *
 * @param begin the last deployment before the time that is looked at: what the first one in it is compared with
 * @param wanted the commits of that one and of those in the time looked at
 */
record Chain(String name, List<Link> links, Link begin, Set<String> wanted) {
    private static final Comparator<Deployment> BY_SUCCESS = Comparator.comparing(
                    (Deployment deployment) -> deployment.finishedAt().orElseThrow())
            .thenComparing(Deployment::id);

    /** @param ref branch or tag: deployments of the same one tend to be close to each other */
    record Link(String commit, Instant finishedAt, String ref) {}

    Chain {
        links = List.copyOf(links);
        wanted = Set.copyOf(wanted);
    }

    /**
     * The chains of a repository, the one with most deployments first.
     *
     * @param applications those of the repository
     * @param after where history begins: what went live before is no part of a chain
     * @param since where the time begins that is looked at
     */
    static List<Chain> of(List<Application> applications, RepositoryHistory history, Instant after, Instant since) {
        Map<String, List<Deployment>> found = new TreeMap<>();
        for (Application application : applications) {
            for (Deployment deployment : history.deployments().values()) {
                if (deployment.finishedAt().filter(after::isBefore).isPresent() && application.counts(deployment)) {
                    String name = application.id() + " " + Application.environmentOf(deployment);
                    found.computeIfAbsent(name, any -> new ArrayList<>()).add(deployment);
                }
            }
        }
        List<Chain> chains = new ArrayList<>();
        found.forEach((name, deployments) -> chains.add(of(name, deployments, since)));
        chains.sort(Comparator.comparing((Chain chain) -> chain.links().size())
                .reversed()
                .thenComparing(Chain::name));
        return chains;
    }

    private static Chain of(String name, List<Deployment> deployments, Instant since) {
        deployments.sort(BY_SUCCESS);
        int first = 0;
        while (first + 1 < deployments.size()
                && !deployments.get(first + 1).finishedAt().orElseThrow().isAfter(since)) {
            first++;
        }
        List<Link> links = new ArrayList<>();
        Set<String> commits = new HashSet<>();
        deployments.stream()
                .filter(deployment -> commits.add(deployment.commit()))
                .forEach(deployment -> links.add(link(deployment)));
        Set<String> wanted = deployments.subList(first, deployments.size()).stream()
                .map(Deployment::commit)
                .collect(Collectors.toSet());
        return new Chain(name, links, link(deployments.get(first)), wanted);
    }

    private static Link link(Deployment deployment) {
        return new Link(deployment.commit(), deployment.finishedAt().orElseThrow(), deployment.ref());
    }

    int indexOf(String commit) {
        for (int at = 0; at < links.size(); at++) {
            if (links.get(at).commit().equals(commit)) {
                return at;
            }
        }
        return -1;
    }

    /** The deployment directly before the first one of a commit. */
    Optional<Link> before(String commit) {
        int at = indexOf(commit);
        return at > 0 ? Optional.of(links.get(at - 1)) : Optional.empty();
    }
}
