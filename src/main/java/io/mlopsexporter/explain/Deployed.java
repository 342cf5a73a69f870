package io.mlopsexporter.explain;

import java.util.Collection;
import java.util.Optional;

/**
 * A deployment that counts.
 *
 * @param commit of a model: the version
 * @param commitUrl where people find the commit
 * @param signal where it was read from
 * @param changes how many it delivered, those without a lead time included
 * @param elsewhere how many more it delivered that touch none of the application's paths
 * @param unmeasured why its changes are unknown, if they are
 * @param rollback whether it went back to what was live before
 * @param settled whether its changes have been read
 * @param repetitions how many attempts were collapsed into it
 */
public record Deployed(
        Ref ref,
        String commit,
        Optional<String> commitUrl,
        String signal,
        int changes,
        int elsewhere,
        Optional<String> unmeasured,
        boolean rollback,
        boolean settled,
        int repetitions) {

    private boolean ofModel() {
        return signal.startsWith("mlflow");
    }

    /** What {@link #commit} is of all these, as a heading in lower case. */
    public static String heading(Collection<Deployed> some) {
        if (some.isEmpty() || some.stream().noneMatch(Deployed::ofModel)) {
            return "commit";
        }
        return some.stream().allMatch(Deployed::ofModel) ? "version" : "commit or version";
    }
}
