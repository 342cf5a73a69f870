package io.mlopsexporter.explain;

import io.mlopsexporter.dora.LeftOut;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.metric.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Why something was left out, in words. */
public final class Reasons {
    private Reasons() {}

    static String of(LeftOut left) {
        Application application = left.chain().application();
        Deployment event = left.event();
        return switch (left.reason()) {
            case NO_SUCCESS -> "never reached success";
            case OTHER_ENVIRONMENT ->
                "environment " + event.environment() + " is not production: it does not match "
                        + application.environment();
            case TRANSIENT_ENVIRONMENT -> "environment " + event.environment() + " is a preview";
            case GITHUB_PAGES -> "GitHub Pages is no production environment";
            case OTHER_SIGNAL ->
                "is told by " + event.signal().key() + "; deployments are read from "
                        + application.signal().key();
            case OTHER_WORKFLOW ->
                "is of workflow " + event.workflow() + ", not "
                        + application.workflow().orElse("");
            case OTHER_TAG ->
                "tag " + event.ref() + " does not match " + application.tags().orElse("");
            case OTHER_REPOSITORY -> "is of another repository";
            case BEFORE_HISTORY -> "finished before the history that is read";
            case AFTER_AS_OF -> "finished after the instant up to which its source is known completely";
            case WITHIN_30_MINUTES -> "the live commit again, within 30 minutes: the same deployment";
            case SAME_WORKFLOW_RUN -> "the live commit again, by the same workflow run: the same deployment";
            case SAME_VERSION -> "the live version again, as " + event.ref() + " tells: the same deployment";
            case BASELINE ->
                event.ref() + " pointed at it already when the model was first seen: when it went live is unknown";
        };
    }

    /** Why the changes of a deployment are unknown. */
    public static String unmeasured(String key) {
        return switch (key) {
            case "no_predecessor" -> "the first deployment known: what it delivered is unknown";
            case "history_too_long" -> "more than 5,000 commits since the deployments before";
            case "commit_lost" -> "its commit, or that of the deployment before, no longer exists";
            case "pending" -> "its commits are still to be read";
            default -> key;
        };
    }

    /** Why a change is in no lead time. */
    public static String change(String key) {
        return switch (key) {
            case "negative_lead_time" -> "it starts after it went live: some clock is wrong";
            case "start_unknown" -> "its run tells neither a commit that is known nor when it started";
            default -> key;
        };
    }

    /** What there is to say of a deployment. */
    public static List<String> remarks(Deployed deployed) {
        var remarks = new ArrayList<String>();
        deployed.unmeasured().map(Reasons::unmeasured).ifPresent(remarks::add);
        if (deployed.rollback()) {
            remarks.add("rollback: what was live before");
        }
        if (!deployed.settled() && deployed.unmeasured().isEmpty()) {
            remarks.add("its changes are still to be read");
        }
        if (deployed.elsewhere() > 0) {
            remarks.add("leaves out " + deployed.elsewhere() + " changes that touch none of its paths");
        }
        if (deployed.repetitions() > 0) {
            remarks.add("repeated " + deployed.repetitions() + " times, counted once");
        }
        return remarks;
    }

    /** What a link of an incident rests on. */
    public static String confidence(String key, Duration linkWindow) {
        return key.equals("explicit")
                ? "the incident names it"
                : "the latest deployment in the " + Units.duration((double) linkWindow.toSeconds()) + " before it";
    }
}
