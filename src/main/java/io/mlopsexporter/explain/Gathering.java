package io.mlopsexporter.explain;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Change;
import io.mlopsexporter.dora.Delivery;
import io.mlopsexporter.dora.Exclusion;
import io.mlopsexporter.dora.Failure;
import io.mlopsexporter.dora.FailureSignal;
import io.mlopsexporter.dora.Incidents;
import io.mlopsexporter.dora.LeadTimeStart;
import io.mlopsexporter.dora.LeftOut;
import io.mlopsexporter.dora.LinkedIncident;
import io.mlopsexporter.dora.ModelChange;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Remedy;
import io.mlopsexporter.dora.Rework;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Stage;
import io.mlopsexporter.dora.Unmeasured;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts together what the figures of one scope and window follow from. */
final class Gathering {
    private static final int SHORT = 7;

    private final ScopeFigures figures;
    private final Window window;
    private final Policy policy;
    private final EventLog log;

    Gathering(ScopeFigures figures, Window window, Policy policy, EventLog log) {
        this.figures = figures;
        this.window = window;
        this.policy = policy;
        this.log = log;
    }

    Optional<Section<Deployed>> deployments() {
        return figures.delivery()
                .map(group -> section(
                        group.asOf(),
                        figures.evidence().delivery().stream()
                                .flatMap(chain ->
                                        chain.deliveries(window).stream().map(delivery -> deployed(chain, delivery)))
                                .sorted(newest(
                                        deployed -> deployed.ref().finishedAt(),
                                        deployed -> deployed.ref().id()))
                                .toList()));
    }

    Optional<Section<Delivered>> changes() {
        return figures.delivery()
                .map(group -> section(
                        group.asOf(),
                        figures.evidence().delivery().stream()
                                .flatMap(chain -> chain.deliveries(window).stream()
                                        .flatMap(delivery -> delivery.changes().stream()
                                                .map(change -> delivered(chain, delivery, change))))
                                .sorted(Comparator.comparingDouble((Delivered change) ->
                                                change.leadTime().orElse(Double.NEGATIVE_INFINITY))
                                        .reversed()
                                        .thenComparing(change -> change.by().application())
                                        .thenComparing(Delivered::label))
                                .toList()));
    }

    Optional<Section<Uncounted>> uncounted() {
        return figures.delivery()
                .map(group -> section(
                        group.asOf(),
                        LeftOut.of(figures.evidence().delivery(), log, policy, window).stream()
                                .map(this::uncounted)
                                .toList()));
    }

    Optional<Section<Judged>> failures() {
        return figures.failures()
                .map(group -> section(
                        group.asOf(),
                        figures.evidence().failures().stream()
                                .flatMap(this::judged)
                                .sorted(Comparator.comparingInt(Gathering::rank)
                                        .thenComparing(newest(
                                                judged -> judged.ref().finishedAt(),
                                                judged -> judged.ref().id())))
                                .toList()));
    }

    /** What failed comes first, then what was made because of a failure. */
    private static int rank(Judged judged) {
        return judged.failed() ? 0 : judged.rework().isEmpty() ? 2 : 1;
    }

    Optional<Section<Disrupted>> linked() {
        return figures.failures().map(group -> {
            List<Disrupted> started = disrupted(figures.evidence().failures(), group.asOf()).stream()
                    .filter(Disrupted::startedInWindow)
                    .toList();
            return section(group.asOf(), started);
        });
    }

    Optional<Section<Disrupted>> incidents() {
        return figures.incidents().map(group -> {
            List<Disrupted> concerned = disrupted(figures.evidence().incidents(), group.asOf()).stream()
                    .filter(one -> one.startedInWindow()
                            || one.resolvedInWindow()
                            || one.resolvedAt().isEmpty())
                    .toList();
            return section(group.asOf(), concerned);
        });
    }

    /** What failed deployments are told by, of what is configured. */
    List<String> signals() {
        return figures.failures().stream()
                .flatMap(group -> group.windows().stream())
                .filter(shown -> shown.window().equals(window))
                .flatMap(shown -> shown.bySignal().keySet().stream())
                .map(FailureSignal::key)
                .toList();
    }

    List<Coverage> coverage() {
        return figures.evidence().delivery().stream()
                .map(chain -> {
                    Application application = chain.application();
                    List<Delivery> all = chain.deliveries();
                    return new Coverage(
                            application.team(),
                            application.name(),
                            application.kind().key(),
                            chain.environment(),
                            place(chain),
                            repository(chain)
                                    .map(Repository::url)
                                    .or(() -> model(chain).flatMap(RegisteredModel::url)),
                            application.signal().key(),
                            application.chosen(),
                            Optional.of(chain.coveredFrom()).filter(from -> !from.equals(Instant.MIN)),
                            chain.isComplete(window),
                            all.isEmpty() ? Optional.empty() : Optional.of(ref(chain, all.get(all.size() - 1))));
                })
                .toList();
    }

    private <T> Section<T> section(Instant asOf, List<T> items) {
        return new Section<>(window.start(asOf), asOf, items);
    }

    private static <T> Comparator<T> newest(Function<T, Instant> at, Function<T, String> id) {
        return Comparator.comparing(at).reversed().thenComparing(id);
    }

    private Deployed deployed(ChainFacts chain, Delivery delivery) {
        return new Deployed(
                ref(chain, delivery),
                delivery.deployment().commit(),
                commitUrl(chain, delivery.deployment().commit()),
                delivery.deployment().event().signal().key(),
                delivery.changes().size(),
                delivery.elsewhere(),
                delivery.unmeasured().map(Unmeasured::key),
                delivery.rollback(),
                delivery.settled(),
                delivery.deployment().repetitions().size());
    }

    private Delivered delivered(ChainFacts chain, Delivery delivery, Change change) {
        var stages = new EnumMap<Stage, Double>(Stage.class);
        Optional<Exclusion> exclusion = delivery.exclusion(change);
        if (exclusion.isEmpty()) {
            for (Stage stage : Stage.values()) {
                change.stage(stage, delivery.finishedAt()).ifPresent(seconds -> stages.put(stage, seconds));
            }
        }
        Optional<PullRequest> pull = change.pullRequest();
        if (change.model().isPresent()) {
            return version(
                    ref(chain, delivery), delivery, change, change.model().get(), stages);
        }
        String commit = change.commits().get(0).oid();
        return new Delivered(
                ref(chain, delivery),
                pull.isPresent() ? "pull_request" : "commit",
                pull.map(request -> "#" + request.number()).orElse(shortened(commit)),
                change.title(),
                pull.isPresent() ? pull.map(PullRequest::url) : commitUrl(chain, commit),
                change.commits().stream().map(Commit::oid).toList(),
                startedBy(change),
                change.start(),
                change.openedAt(),
                change.reviewedAt(),
                pull.map(PullRequest::mergedAt),
                Optional.empty(),
                Optional.empty(),
                change.leadTime(delivery.finishedAt()),
                stages,
                exclusion.map(Exclusion::key));
    }

    private static Delivered version(
            Ref by, Delivery delivery, Change change, ModelChange version, Map<Stage, Double> stages) {
        return new Delivered(
                by,
                "model_version",
                "v" + version.number(),
                change.title(),
                version.facts().flatMap(ModelVersion::url),
                version.facts().flatMap(ModelVersion::run).flatMap(ModelVersion.TrainingRun::commit).stream()
                        .toList(),
                change.start().isEmpty() ? "unknown" : version.byCommit() ? "commit" : "run",
                change.start(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version.trainedAt(),
                version.registeredAt(),
                change.leadTime(delivery.finishedAt()),
                stages,
                delivery.exclusion(change).map(Exclusion::key));
    }

    private String startedBy(Change change) {
        if (change.pullRequest().isEmpty()) {
            return "commit";
        }
        if (policy.leadTimeStart() == LeadTimeStart.MERGED) {
            return "merged";
        }
        return change.start().equals(Optional.of(change.pullRequest().get().openedAt())) ? "opened" : "first_commit";
    }

    private Uncounted uncounted(LeftOut left) {
        return new Uncounted(
                left.event().id(),
                label(left.event()),
                left.event().url(),
                left.chain().application().name(),
                left.event().environment(),
                left.event().commit(),
                left.at(),
                left.reason().key(),
                Reasons.of(left),
                left.same().map(same -> ref(left.chain(), same)));
    }

    private Stream<Judged> judged(ChainFacts chain) {
        Map<String, Failure> failures = new HashMap<>();
        chain.failures().forEach(failure -> failures.put(failure.delivery().id(), failure));
        Instant after = window.start(chain.asOf());
        return chain.deliveries().stream()
                .map(delivery -> judged(chain, delivery, Optional.ofNullable(failures.get(delivery.id())), after))
                .filter(judged -> judged.inWindow() || judged.recoveredInWindow());
    }

    private Judged judged(ChainFacts chain, Delivery delivery, Optional<Failure> failure, Instant after) {
        Optional<Instant> recovered = failure.flatMap(Failure::recoveredAt);
        Rework rework = chain.rework().getOrDefault(delivery.id(), new Rework(List.of(), List.of()));
        return new Judged(
                ref(chain, delivery),
                delivery.finishedAt().isAfter(after),
                failure.map(known -> evidence(known.incidents(), known.remedies(), Remedy::by))
                        .orElse(List.of()),
                recovered,
                failure.map(Failure::recovery).orElse(OptionalDouble.empty()),
                recovered.filter(end -> window.contains(chain.asOf(), end)).isPresent(),
                evidence(rework.during(), rework.remedies(), Remedy::failed));
    }

    private static List<Evidence> evidence(
            List<LinkedIncident> incidents, List<Remedy> remedies, Function<Remedy, Delivery> other) {
        var evidence = new ArrayList<Evidence>();
        for (LinkedIncident linked : incidents) {
            evidence.add(new Evidence(
                    FailureSignal.INCIDENT.key(),
                    linked.link().map(link -> link.confidence().key()),
                    linked.incident().id(),
                    label(linked),
                    Optional.of(linked.incident().url()),
                    linked.incident().startedAt(),
                    linked.incident().end()));
        }
        for (Remedy remedy : remedies) {
            Deployment event = other.apply(remedy).deployment().event();
            evidence.add(new Evidence(
                    remedy.signal().key(),
                    Optional.empty(),
                    event.id(),
                    label(event),
                    event.url(),
                    other.apply(remedy).finishedAt(),
                    Optional.empty()));
        }
        return evidence;
    }

    private List<Disrupted> disrupted(List<ChainFacts> chains, Instant asOf) {
        IdentityHashMap<LinkedIncident, ChainFacts> owners = new IdentityHashMap<>();
        chains.forEach(chain -> chain.incidents().forEach(linked -> owners.put(linked, chain)));
        Collection<LinkedIncident> all = Incidents.distinct(chains);
        return all.stream()
                .map(linked -> disrupted(linked, Objects.requireNonNull(owners.get(linked)), asOf))
                .sorted(newest(Disrupted::startedAt, Disrupted::id))
                .toList();
    }

    private Disrupted disrupted(LinkedIncident linked, ChainFacts owner, Instant asOf) {
        var incident = linked.incident();
        return new Disrupted(
                incident.id(),
                label(linked),
                incident.title(),
                Optional.of(incident.url()),
                incident.serviceName().isEmpty() ? incident.service() : incident.serviceName(),
                incident.startedAt(),
                incident.end(),
                window.contains(asOf, incident.startedAt()),
                incident.end().filter(end -> window.contains(asOf, end)).isPresent(),
                linked.restoration(),
                linked.link().map(link -> ref(owner, link.delivery())),
                linked.link().map(link -> link.confidence().key()));
    }

    private static Ref ref(ChainFacts chain, Delivery delivery) {
        Deployment event = delivery.deployment().event();
        return new Ref(
                event.id(),
                label(event),
                event.url(),
                chain.application().team(),
                chain.application().name(),
                chain.environment(),
                delivery.finishedAt());
    }

    /** A release or tag by its name, what else by its number. */
    private static String label(Deployment event) {
        return switch (event.signal()) {
            case GITHUB_RELEASES, GITHUB_TAGS -> event.ref().isEmpty() ? event.number() : event.ref();
            case MLFLOW, MLFLOW_ALIAS, MLFLOW_STAGE, MLFLOW_TAG, MLFLOW_BASELINE -> "v" + event.number();
            case GITHUB_DEPLOYMENTS, GITHUB_WORKFLOW ->
                event.number().isEmpty() ? shortened(event.commit()) : event.number();
        };
    }

    /** The id that the source shows. */
    private static String label(LinkedIncident linked) {
        String id = linked.incident().id();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private String place(ChainFacts chain) {
        return repository(chain)
                .map(Repository::name)
                .or(() -> model(chain).map(model -> "the registered model " + model.name()))
                .orElse(chain.application().repository());
    }

    private Optional<RegisteredModel> model(ChainFacts chain) {
        return Optional.ofNullable(log.models().get(chain.application().repository()));
    }

    private Optional<Repository> repository(ChainFacts chain) {
        return Optional.ofNullable(log.repositories().get(chain.application().repository()));
    }

    private Optional<String> commitUrl(ChainFacts chain, String commit) {
        return repository(chain).map(repository -> repository.commitUrl(commit));
    }

    static String shortened(String commit) {
        return commit.length() > SHORT ? commit.substring(0, SHORT) : commit;
    }
}
