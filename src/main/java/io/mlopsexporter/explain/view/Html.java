package io.mlopsexporter.explain.view;

import static io.mlopsexporter.exposition.Content.escaped;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HTML under construction. What comes from outside enters by {@link #text} or as an argument that is escaped. */
final class Html {
    /** An address that leads somewhere: no script, no data, nothing that hides. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}]+");

    private final StringBuilder html = new StringBuilder(16_384);

    /** Markup of ours. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with a text in it. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** A text of others: whatever direction its letters run, it does not touch what is around it. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    /** A link to where something is found, if that is an address on the web; else the text alone. */
    Html source(String text, Optional<String> url) {
        if (url.filter(address -> ADDRESS.matcher(address).matches()).isEmpty()) {
            return foreign(text);
        }
        return raw("<a rel=\"noreferrer noopener\" href=\"")
                .text(url.get())
                .raw("\">")
                .foreign(text)
                .raw("</a>");
    }

    /** A link to another view of this page. */
    Html view(String text, Map<String, String> query) {
        return raw("<a href=\"").text(address(query)).raw("\">").foreign(text).raw("</a>");
    }

    /** A key as the beginning of a line or a heading. */
    static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String address(Map<String, String> query) {
        var address = new StringBuilder("explain");
        String separator = "?";
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            address.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = "&";
        }
        return address.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
