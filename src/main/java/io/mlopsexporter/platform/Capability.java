package io.mlopsexporter.platform;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Kind;
import java.util.List;
import java.util.Set;

/**
 * Something that platforms offer and teams may need.
 *
 * @param kinds of applications that it is for
 * @param needed whether teams with such an application need it by default
 * @param evidence any one of these shows that it is used
 * @param hints what may mean that it is used, and proves nothing
 */
public record Capability(
        String name,
        String description,
        Set<Kind> kinds,
        boolean needed,
        List<Evidence> evidence,
        List<Evidence> hints) {
    public Capability {
        kinds = Set.copyOf(kinds);
        evidence = List.copyOf(evidence);
        hints = List.copyOf(hints);
    }

    /** What may show that a team uses it. */
    public sealed interface Evidence {}

    /** Platform activities, so many on so many days. */
    public record Done(Activity.Type activity, int atLeast, int onDays) implements Evidence {}

    /** A mark in the files of a repository, as {@link io.mlopsexporter.event.RepositoryFiles} names it. */
    public record Marked(String mark) implements Evidence {}

    /** What other events tell. */
    public enum Fact implements Evidence {
        COMMITS,
        CHECKS,
        PAGING,
        DEPLOYED_BY_PIPELINE,
        COSTS
    }
}
