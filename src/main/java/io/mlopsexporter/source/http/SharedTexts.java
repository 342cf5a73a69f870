package io.mlopsexporter.source.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Makes equal short texts of answers one string, if they were read not long ago: a commit's hash comes with the commit, its children, its pull request and
 * its deployment, and what is made of them stays in memory. Of two texts with one place the later one stays, so it does not grow.
 *
 * <p>Threads may share it: one that does not see another's string keeps its own.
 */
final class SharedTexts extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    /** Longer ones are titles and URLs, which hardly repeat. */
    private static final int LONGEST = 40;

    /** A power of two. */
    private static final int PLACES = 1 << 16;

    private final transient String[] places = new String[PLACES];

    @Override
    public TextNode textNode(String text) {
        return super.textNode(text == null || text.length() > LONGEST ? text : shared(text));
    }

    private String shared(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String known = places[place];
        if (text.equals(known)) {
            return known;
        }
        places[place] = text;
        return text;
    }
}
