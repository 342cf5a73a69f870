package io.mlopsexporter.source.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of an answer with 100 records to events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MappingBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEPLOYMENT = """
            {"id":"DE_kwDO%1$d","databaseId":%1$d,"commitOid":"%1$040x","environment":"production","latestEnvironment":"production",
             "originalEnvironment":"production","ref":{"name":"main"},"createdAt":"2026-03-04T05:06:07Z","creator":{"login":"dev"},
             "latestStatus":{"id":"DES_%1$d","state":"INACTIVE"},
             "statuses":{"nodes":[{"state":"INACTIVE","createdAt":"2026-03-05T05:06:07Z","logUrl":""},
               {"state":"SUCCESS","createdAt":"2026-03-04T05:09:07Z","logUrl":"https://github.example/a/b/actions/runs/%1$d/job/1"},
               {"state":"IN_PROGRESS","createdAt":"2026-03-04T05:06:27Z","logUrl":""},{"state":"QUEUED","createdAt":"2026-03-04T05:06:08Z","logUrl":""}]}}""";
    private static final String PULL_REQUEST = """
            {"id":"PR_%1$d","number":%1$d,"title":"Change %1$d","body":"What users see, and why it has to be.","headRefName":"feature/%1$d","url":"https://github.example/a/b/pull/%1$d",
             "author":{"login":"dev"},"createdAt":"2026-03-04T05:06:07Z","mergedAt":"2026-03-05T05:06:07Z","mergeCommit":{"oid":"%1$040x"},"labels":{"nodes":[{"name":"area/api"}]},
             "commits":{"nodes":[{"commit":{"oid":"%1$040x","authoredDate":"2026-03-03T05:06:07+02:00","message":"Begin"}},{"commit":{"oid":"%1$040x","authoredDate":"2026-03-03T06:06:07+02:00","message":"End"}}]},
             "timelineItems":{"nodes":[{"__typename":"PullRequestReview","state":"APPROVED","submittedAt":"2026-03-04T09:06:07Z","author":{"login":"other"}}]}}""";

    private final byte[] deployments = list(DEPLOYMENT);
    private final byte[] pullRequests = list(PULL_REQUEST);

    private static byte[] list(String record) {
        return IntStream.range(1_000, 1_100)
                .mapToObj(record::formatted)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] answer) {
        try {
            return JSON.readTree(new String(answer, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public List<Event> deployments() {
        List<Event> events = new ArrayList<>();
        for (JsonNode json : read(deployments)) {
            events.add(DeploymentMapping.event(
                    "github/1", DeploymentNode.of(json), StatusNode.listOf(json.at("/statuses/nodes")), false));
        }
        return events;
    }

    @Benchmark
    public List<Event> pullRequests() {
        PullRequestMapping mapping = new PullRequestMapping("github/1");
        List<Event> events = new ArrayList<>();
        for (JsonNode json : read(pullRequests)) {
            events.add(mapping.pullRequest(List.of(json)));
        }
        return events;
    }
}
