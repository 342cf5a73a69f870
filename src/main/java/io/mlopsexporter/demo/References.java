package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Branches and tags at a moment. */
final class References {
    private final Moment moment;

    References(Moment moment) {
        this.moment = moment;
    }

    Optional<DemoRef> branch(DemoRepository repository, String name) {
        return Optional.ofNullable(moment.branches(repository).get(name))
                .flatMap(push -> moment.commit(repository, push.commit()))
                .map(commit -> new DemoRef(repository, DemoRef.HEADS, name, commit, Optional.empty()));
    }

    Optional<DemoRef> tag(DemoRepository repository, String name) {
        return tags(repository).stream().filter(ref -> ref.name().equals(name)).findFirst();
    }

    /** By {@code refs/heads/…}, {@code refs/tags/…}, or a name of either kind. */
    Optional<DemoRef> named(DemoRepository repository, String name) {
        if (name.startsWith(DemoRef.TAGS)) {
            return tag(repository, name.substring(DemoRef.TAGS.length()));
        }
        String branch = name.startsWith(DemoRef.HEADS) ? name.substring(DemoRef.HEADS.length()) : name;
        return branch(repository, branch).or(() -> tag(repository, name));
    }

    List<DemoRef> all(DemoRepository repository, Arguments arguments) {
        boolean tags = arguments.required("refPrefix").startsWith(DemoRef.TAGS);
        String query = arguments.text("query").orElse("");
        List<DemoRef> refs = new ArrayList<>(tags ? tags(repository) : branches(repository));
        refs.removeIf(ref -> !ref.name().contains(query));
        boolean byDate =
                arguments.orderBy("field").filter("TAG_COMMIT_DATE"::equals).isPresent();
        Comparator<DemoRef> byName = Comparator.comparing(DemoRef::name);
        Comparator<DemoRef> order = byDate
                ? Comparator.<DemoRef, Instant>comparing(ref -> ref.commit().committedAt())
                        .thenComparing(byName)
                : byName;
        refs.sort(arguments.descending() ? order.reversed() : order);
        return refs;
    }

    private List<DemoRef> branches(DemoRepository repository) {
        return moment.branches(repository).keySet().stream()
                .flatMap(name -> branch(repository, name).stream())
                .toList();
    }

    private List<DemoRef> tags(DemoRepository repository) {
        List<DemoRef> refs = new ArrayList<>();
        for (DemoTag tag : moment.tags(repository)) {
            moment.commit(repository, tag.commit())
                    .map(commit -> new DemoRef(repository, DemoRef.TAGS, tag.name(), commit, Optional.of(tag)))
                    .ifPresent(refs::add);
        }
        return refs;
    }
}
