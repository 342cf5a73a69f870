package io.mlopsexporter.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A source of what the platform costs.
 *
 * @param name the label {@code source}
 * @param scope what it pays for, in a word: no two may pay for the same
 * @param teams by the source's name for an owner, where that is not the team's own
 */
public record CostConfig(String name, String scope, Origin origin, SortedMap<String, String> teams) {

    /** Where costs come from. */
    public sealed interface Origin {
        /** How long after a day its charges may still change. */
        Duration settle();
    }

    /**
     * Bills in FOCUS format.
     *
     * @param file a file, a folder, or a pattern; empty: at {@code url}
     * @param credential for {@code url}; empty: none is needed
     */
    public record Focus(
            Optional<Path> file,
            Optional<URI> url,
            Optional<UrlCredential> credential,
            Files files,
            CostColumn costColumn,
            List<Category> categories,
            Scope where,
            Optional<String> teamTag,
            SortedMap<String, String> subAccounts,
            Duration settle,
            Optional<Charset> encoding)
            implements Origin {}

    /** @param aggregate whose charges are told apart: {@code namespace}, {@code label:team} */
    public record OpenCost(
            URI url, Optional<UrlCredential> credential, String aggregate, String currency, Duration lookBack)
            implements Origin {
        @Override
        public Duration settle() {
            return Duration.ZERO;
        }
    }

    /** What GitHub bills an organization. */
    public record GitHubUsage(URI apiUrl, String organization, UrlCredential credential, Duration settle)
            implements Origin {}

    /**
     * The rows that count: those that have one of the values in each of the columns and tags; none: all.
     *
     * @param columns by name
     * @param tags by key
     */
    public record Scope(SortedMap<String, List<String>> columns, SortedMap<String, List<String>> tags) {}

    /** Which of a bill's amounts are added. */
    public enum CostColumn {
        EFFECTIVE_COST("EffectiveCost"),
        BILLED_COST("BilledCost");

        private final String column;

        CostColumn(String column) {
            this.column = column;
        }

        public String column() {
            return column;
        }
    }

    /** What a charge is. */
    public enum Category {
        USAGE("Usage"),
        PURCHASE("Purchase"),
        TAX("Tax"),
        CREDIT("Credit"),
        ADJUSTMENT("Adjustment");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What several files without a manifest are to each other. */
    public enum Files {
        UNTOLD,
        PARTS,
        VERSIONS
    }
}
