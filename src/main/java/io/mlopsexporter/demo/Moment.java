package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The organisation as it can be seen at an instant: the facts up to then, oldest first. */
final class Moment {
    private final DemoOrganization organization;
    private final Instant now;

    Moment(DemoOrganization organization, Instant now) {
        this.organization = organization;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** When the organisation began to exist. */
    Instant createdAt() {
        return organization.start().minus(DemoOrganization.HISTORY);
    }

    List<DemoRepository> repositories() {
        return organization.repositories();
    }

    Optional<DemoRepository> repository(String owner, String name) {
        return organization.repository(owner + "/" + name);
    }

    Optional<DemoRepository> repository(long id) {
        return organization.repository(id);
    }

    List<DemoTeam> teams() {
        return organization.teams();
    }

    Optional<DemoTeam> team(String slug) {
        return teams().stream().filter(team -> team.slug().equals(slug)).findFirst();
    }

    List<DemoService> services() {
        return organization.services().stream()
                .filter(DemoService::isOnPagerDuty)
                .toList();
    }

    List<DemoModel> models() {
        return organization.models();
    }

    List<DemoIncident> incidents() {
        return visible(organization.incidents()).stream()
                .filter(incident -> incident.service().isOnPagerDuty())
                .toList();
    }

    List<DemoIssue> issues(DemoRepository repository) {
        Stream<DemoIssue> questions = visible(organization.questions()).stream()
                .filter(question -> question.repository().equals(repository));
        Stream<DemoIssue> incidents = visible(organization.incidents()).stream()
                .filter(incident -> !incident.service().isOnPagerDuty()
                        && incident.service().name().equals(repository.name()))
                .map(incident -> new DemoIssue(repository, incident));
        return Stream.concat(questions, incidents).toList();
    }

    List<DemoDeployment> deployments(DemoRepository repository) {
        return visible(repository.deployments());
    }

    List<DemoDeployment.Status> statuses(DemoDeployment deployment) {
        return visible(deployment.statuses());
    }

    List<DemoPullRequest> pullRequests(DemoRepository repository) {
        return visible(repository.pullRequests().values());
    }

    Optional<DemoPullRequest> pullRequest(DemoRepository repository, int number) {
        return Optional.ofNullable(repository.pullRequests().get(number)).filter(this::isVisible);
    }

    List<DemoPullRequest> pullRequestsOf(DemoCommit commit) {
        return visible(commit.repository().pullRequestsOf(commit.oid())).stream()
                .filter(one -> one.commits().contains(commit) || one.isClosed(now))
                .toList();
    }

    List<DemoCommit> commits(DemoPullRequest pullRequest) {
        // in the order of the branch, which is that of the list
        return pullRequest.commits().stream().filter(this::isVisible).toList();
    }

    List<DemoRelease> releases(DemoRepository repository) {
        return visible(repository.releases());
    }

    List<DemoTag> tags(DemoRepository repository) {
        return visible(repository.tags());
    }

    List<DemoRun> runs(DemoRepository repository) {
        return visible(repository.runs());
    }

    Optional<DemoCommit> commit(DemoRepository repository, String oid) {
        return repository.commit(oid).filter(this::isVisible);
    }

    /** Heads by branch. */
    Map<String, DemoRepository.Push> branches(DemoRepository repository) {
        Map<String, DemoRepository.Push> heads = new TreeMap<>();
        repository.branches().forEach((branch, pushes) -> {
            for (int i = pushes.size() - 1; i >= 0; i--) {
                if (isVisible(pushes.get(i))) {
                    heads.put(branch, pushes.get(i));
                    break;
                }
            }
        });
        return heads;
    }

    Instant pushedAt(DemoRepository repository) {
        return branches(repository).values().stream()
                .map(DemoRepository.Push::at)
                .max(Comparator.naturalOrder())
                .orElse(repository.createdAt());
    }

    /** The commit that is meant: by its digits (or their beginning), a branch, a tag or {@code HEAD}. */
    Optional<DemoCommit> resolve(DemoRepository repository, String text) {
        String name = text.equals("HEAD") ? DemoPullRequest.BASE : text.replaceFirst("^refs/(heads|tags)/", "");
        DemoRepository.Push head = branches(repository).get(name);
        if (head != null) {
            return commit(repository, head.commit());
        }
        Optional<DemoTag> tag =
                tags(repository).stream().filter(one -> one.name().equals(name)).findFirst();
        if (tag.isPresent()) {
            return commit(repository, tag.get().commit());
        }
        if (name.matches("[0-9a-f]{7,39}")) {
            return repository.commits().values().stream()
                    .filter(commit -> commit.oid().startsWith(name) && isVisible(commit))
                    .findFirst();
        }
        return commit(repository, name);
    }

    boolean isVisible(Dated fact) {
        return !fact.at().isAfter(now);
    }

    private <T extends Dated> List<T> visible(Collection<T> facts) {
        return facts.stream()
                .filter(this::isVisible)
                .sorted(Comparator.comparing(Dated::at))
                .toList();
    }
}
