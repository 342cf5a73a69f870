package io.mlopsexporter.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The answers of a real server: recorded while a source reads undisturbed, and then given again, some of them mutated. To a question
 * that was never asked before, which mutants lead to, one of the recorded answers is given.
 */
final class MutatedApi implements HttpApi {
    /** More than any honest poll of the demo needs; who asks more often goes round in circles. */
    private static final int ENOUGH = 20_000;

    private final HttpApi server;
    private final Map<String, Object> remembered = new HashMap<>();
    private final List<Object> recorded = new ArrayList<>();
    private Random random = new Random(0);
    private Mutations mutations = new Mutations(random);
    private int share;
    private int asked;
    private long mutants;

    MutatedApi(HttpApi server) {
        this.server = server;
    }

    /** @param oneIn one of so many answers is mutated from now on; 0: none */
    void begin(long seed, int oneIn) {
        random = new Random(seed);
        mutations = new Mutations(random);
        share = oneIn;
        asked = 0;
    }

    long mutants() {
        return mutants;
    }

    @Override
    public Answer get(String path, Map<String, String> query) {
        return answer("GET " + path + " " + new TreeMap<>(query), () -> server.get(path, query));
    }

    @Override
    public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
        // The first page, and once more: what lies between pages is the client's affair.
        boolean goOn = true;
        for (int page = 0; goOn && page < 2; page++) {
            goOn = more.test(get(path, query));
        }
    }

    @Override
    public Answer post(String path, JsonNode body) {
        return answer("POST " + path + " " + body, () -> server.post(path, body));
    }

    @Override
    public Answer postForm(String path, Map<String, String> fields) {
        return server.postForm(path, fields);
    }

    @Override
    public Instant now() {
        return server.now();
    }

    private Answer answer(String question, Supplier<Answer> ask) {
        if (++asked > ENOUGH) {
            throw new AssertionError(
                    "asks without end, last: " + question.substring(0, Math.min(300, question.length())));
        }
        Object known = remembered.get(question);
        if (known == null && share == 0) {
            known = outcome(ask);
            remembered.put(question, known);
            recorded.add(known);
        } else if (known == null) {
            known = recorded.get(Math.floorMod(question.hashCode(), recorded.size()));
        }
        if (known instanceof SourceException failure) {
            throw failure;
        }
        Answer answer = (Answer) known;
        if (share == 0 || random.nextInt(share) != 0) {
            return answer;
        }
        mutants++;
        return mutations
                .mutate(answer.body())
                .map(body -> new Answer(answer.status(), body, answer.headers(), false))
                .orElseThrow(() ->
                        new SourceException(new SourceError.Unavailable("expected JSON but got bytes that are none")));
    }

    private static Object outcome(Supplier<Answer> ask) {
        try {
            return ask.get();
        } catch (SourceException e) {
            return e;
        }
    }
}
