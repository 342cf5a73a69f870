package io.mlopsexporter.exposition;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the server shows beside the metrics.
 *
 * @param version of this agent
 * @param sources asked at each visit of the landing page
 * @param pages by path, such as {@code /explain}
 * @param reload reads the configuration again; empty if that is not enabled over HTTP
 */
public record Site(
        String version, Supplier<List<SourceStatus>> sources, SortedMap<String, Page> pages, Optional<Reload> reload) {
    public Site {
        pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
    }

    public Site(String version, Supplier<List<SourceStatus>> sources, Map<String, Page> pages) {
        this(version, sources, new TreeMap<>(pages), Optional.empty());
    }

    /** The same site, whose configuration can be reloaded by {@code POST /-/reload}. */
    public Site reloadedBy(Reload by) {
        return new Site(version, sources, pages, Optional.of(by));
    }

    /** Reads the configuration again. */
    @FunctionalInterface
    public interface Reload {
        /** Gives what is wrong with the new configuration, for whoever asked; empty if it is in use now. */
        Optional<String> reload();
    }
}
