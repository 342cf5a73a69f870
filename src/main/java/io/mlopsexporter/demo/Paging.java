package io.mlopsexporter.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages of a REST list.
 *
 * @param page from 1
 * @param last number of the last page
 */
record Paging(int page, int size, int last) {
    static Paging of(Query query, int defaultSize, int items) {
        int size = Math.min(100, Math.max(1, query.number("per_page", defaultSize)));
        int last = Math.max(1, (items + size - 1) / size);
        return new Paging(Math.max(1, query.number("page", 1)), size, last);
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min(all.size(), (page - 1) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    /** The header {@code Link}, empty if there is but one page. */
    String headerFor(String url, Query query) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(url, query, page - 1, "prev"));
            links.add(link(url, query, 1, "first"));
        }
        if (page < last) {
            links.add(link(url, query, page + 1, "next"));
            links.add(link(url, query, last, "last"));
        }
        return String.join(", ", links);
    }

    private static String link(String url, Query query, int page, String relation) {
        StringBuilder text = new StringBuilder("<").append(url).append('?');
        query.values().forEach((name, values) -> {
            if (!name.equals("page")) {
                values.forEach(value -> text.append(encoded(name))
                        .append('=')
                        .append(encoded(value))
                        .append('&'));
            }
        });
        return text.append("page=")
                .append(page)
                .append(">; rel=\"")
                .append(relation)
                .append('"')
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
