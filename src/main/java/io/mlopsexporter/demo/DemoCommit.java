package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;

/**
 * A commit.
 *
 * @param at when it was pushed; its dates are its author's word and may be much earlier
 */
record DemoCommit(
        DemoRepository repository,
        String oid,
        List<String> parents,
        Instant at,
        Instant authoredAt,
        Instant committedAt,
        String author,
        String message)
        implements Dated {
    DemoCommit {
        parents = List.copyOf(parents);
    }

    String headline() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    String messageBody() {
        int end = message.indexOf("\n\n");
        return end < 0 ? "" : message.substring(end + 2);
    }

    /** Files it touches: made up from its id, as nobody looks into them. */
    List<String> paths() {
        List<String> all = List.of(
                "src/model.py", "src/features.py", "src/serving/app.py", "tests/test_model.py", "deploy/values.yaml");
        int number = Integer.parseInt(oid.substring(0, 4), 16);
        String first = all.get(number % all.size());
        String second = all.get(number / all.size() % all.size());
        return first.equals(second) ? List.of(first) : List.of(first, second);
    }

    String url() {
        return repository.url() + "/commit/" + oid;
    }
}
