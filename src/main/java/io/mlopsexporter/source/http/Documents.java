package io.mlopsexporter.source.http;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;

/** What lies under a URL, whatever it is. Failures are as those of {@link HttpApi}. */
public interface Documents {
    /**
     * Gets it, conditionally where an earlier answer is remembered. Without a credential, redirects are followed to other hosts
     * too, over HTTPS only: published sheets lie elsewhere than their address says.
     */
    Document document(String url);

    /** The same for what may be longer than the memory: it is written to a file, unless it is what was saved before. */
    Saved save(String url, Path into);

    /** The present by the server's clock. */
    Instant now();

    /**
     * @param body in memory: it needs no closing
     * @param state differs if what lies there differs
     * @param notModified the server has confirmed that it is what it was
     */
    record Document(InputStream body, Object state, boolean notModified) {}

    /**
     * @param state differs if what lies there differs
     * @param written whether the file has it now
     */
    record Saved(Object state, boolean written) {}
}
