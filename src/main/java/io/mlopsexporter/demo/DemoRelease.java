package io.mlopsexporter.demo;

import java.time.Instant;

/**
 * A release, or a draft of one.
 *
 * @param at when it was published (a draft: written)
 */
record DemoRelease(
        DemoRepository repository, long id, String tag, String commit, boolean draft, boolean prerelease, Instant at)
        implements Dated {
    String url() {
        return repository.url() + "/releases/tag/" + tag;
    }
}
