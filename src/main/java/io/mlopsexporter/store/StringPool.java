package io.mlopsexporter.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes equal strings one while a store is read: a commit's hash stands in the commit, its children, its pull request and
 * its deployment, and its repository's id in all of them.
 */
final class StringPool {
    /** Longer ones are titles and URLs, which hardly repeat. */
    private static final int LONGEST = 40;

    private final Map<String, String> strings = new HashMap<>();

    String same(String string) {
        if (string.length() > LONGEST) {
            return string;
        }
        String known = strings.putIfAbsent(string, string);
        return known == null ? string : known;
    }

    /** Reads strings through the pool of the read that is going on. */
    static final class Reader extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String string = StringDeserializer.instance.deserialize(json, context);
            return context.getAttribute(StringPool.class) instanceof StringPool pool ? pool.same(string) : string;
        }

        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return "";
        }
    }
}
