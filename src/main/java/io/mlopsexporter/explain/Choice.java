package io.mlopsexporter.explain;

import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.metric.Catalog;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a question is about; or says what there is, where it is about nothing that exists. */
final class Choice {
    private static final String PRODUCTION = "production";
    private static final int NAMED = 20;

    private final List<ScopeFigures> scopes;
    private final Policy policy;

    Choice(List<ScopeFigures> scopes, Policy policy) {
        this.scopes = scopes;
        this.policy = policy;
    }

    Window window(Question question) {
        List<Window> windows = policy.windows();
        if (question.window().isEmpty()) {
            return windows.get(windows.size() / 2);
        }
        String asked = question.window().get();
        return windows.stream()
                .filter(window -> window.label().equals(asked))
                .findFirst()
                .orElseThrow(() -> Unanswerable.malformed("window " + asked + ": expected one of "
                        + named(windows.stream().map(Window::label).toList(), asked)));
    }

    /** The suffix of the metric asked for. */
    Optional<String> metric(Question question) {
        return question.metric().map(Choice::suffix);
    }

    private static String suffix(String asked) {
        List<String> suffixes = Catalog.suffixes();
        String bare = asked.replaceFirst("^dora_(organization_|team_)?", "");
        for (String end : List.of("", "_seconds", "_ratio", "_timestamp_seconds", "_score")) {
            if (suffixes.contains(bare + end)) {
                return bare + end;
            }
        }
        throw Unanswerable.unknown("no metric " + asked + "; there are: " + named(suffixes, bare));
    }

    ScopeFigures scope(Question question) {
        if (question.application().isPresent()) {
            return application(question, question.application().get());
        }
        if (question.environment().isPresent() || question.kind().isPresent()) {
            throw Unanswerable.malformed("an environment is one of an application: name the application too");
        }
        if (question.team().isPresent()) {
            String team = question.team().get();
            return scopes.stream()
                    .filter(figures -> figures.scope().equals(new Scope.Team(team)))
                    .findFirst()
                    .orElseThrow(
                            () -> Unanswerable.unknown("no team " + team + "; there are: " + named(teams(), team)));
        }
        return scopes.stream()
                .filter(figures -> figures.scope() instanceof Scope.Organization)
                .findFirst()
                .orElseThrow(() -> Unanswerable.unknown("nothing has been derived yet"));
    }

    private ScopeFigures application(Question question, String asked) {
        List<Scope.OfApplication> named =
                applications().stream().filter(one -> one.name().equals(asked)).toList();
        if (named.isEmpty()) {
            named = applications().stream()
                    .filter(one -> (one.team() + "/" + one.name()).equals(asked))
                    .toList();
        }
        if (named.isEmpty()) {
            throw Unanswerable.unknown("no application " + asked + "; there are: "
                    + named(names(applications(), Scope.OfApplication::name), asked));
        }
        var ofTeam = kept(named, question.team(), Scope.OfApplication::team, "application " + asked + " is of team");
        var ofKind = kept(ofTeam, question.kind(), one -> one.kind().key(), "application " + asked + " is of kind");
        List<String> teams = names(ofKind, Scope.OfApplication::team);
        if (teams.size() > 1) {
            throw Unanswerable.malformed("several teams have an application " + asked + ": name one of the teams "
                    + String.join(", ", teams));
        }
        return figures(
                question.environment().isPresent()
                        ? kept(
                                        ofKind,
                                        question.environment(),
                                        Scope.OfApplication::environment,
                                        "application " + asked + " goes to")
                                .get(0)
                        : ofKind.stream()
                                .filter(one -> one.environment().equals(PRODUCTION))
                                .findFirst()
                                .orElse(ofKind.get(0)));
    }

    private static List<Scope.OfApplication> kept(
            List<Scope.OfApplication> from,
            Optional<String> asked,
            Function<Scope.OfApplication, String> name,
            String instead) {
        if (asked.isEmpty()) {
            return from;
        }
        List<Scope.OfApplication> kept =
                from.stream().filter(one -> name.apply(one).equals(asked.get())).toList();
        if (kept.isEmpty()) {
            throw Unanswerable.unknown(instead + " " + String.join(", ", names(from, name)) + ", not " + asked.get());
        }
        return kept;
    }

    private ScopeFigures figures(Scope scope) {
        return scopes.stream()
                .filter(figures -> figures.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    List<String> teams() {
        return scopes.stream()
                .flatMap(figures -> figures.scope() instanceof Scope.Team team
                        ? Optional.of(team.name()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    List<Scope.OfApplication> applications() {
        return scopes.stream()
                .map(ScopeFigures::scope)
                .filter(Scope.OfApplication.class::isInstance)
                .map(Scope.OfApplication.class::cast)
                .toList();
    }

    private static <T> List<String> names(Collection<T> from, Function<T, String> name) {
        return from.stream().map(name).distinct().toList();
    }

    /** Some names, those that look like a given one first. */
    private static String named(List<String> names, String like) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown = String.join(
                ", ",
                names.stream()
                        .sorted(Comparator.comparingInt(name -> -alike(name, like)))
                        .limit(NAMED)
                        .toList());
        return names.size() > NAMED ? shown + ", and " + (names.size() - NAMED) + " more" : shown;
    }

    /** How many pairs of neighbouring letters of one are in the other. */
    private static int alike(String name, String like) {
        int alike = 0;
        for (int at = 0; at + 2 <= like.length(); at++) {
            alike += name.contains(like.substring(at, at + 2)) ? 1 : 0;
        }
        return alike;
    }
}
