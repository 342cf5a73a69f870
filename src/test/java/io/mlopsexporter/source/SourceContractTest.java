package io.mlopsexporter.source;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The contract can be kept: by the smallest source there is, which reads one list of repositories. */
class SourceContractTest extends SourceContract {
    @Override
    protected Source source(HttpApi api) {
        return new ListSource(api);
    }

    @Override
    protected void world() {
        page("/repositories", "[{\"id\":1},{\"id\":2}]", "</repositories?page=2>; rel=\"next\"");
        page("/repositories?page=2", "[{\"id\":3}]", "</repositories?page=3>; rel=\"next\"");
        page("/repositories?page=3", "[{\"id\":4}]", "</repositories>; rel=\"first\"");
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(log.repositories()).containsOnlyKeys("contract/1", "contract/2", "contract/3", "contract/4");
    }

    private void page(String url, String body, String link) {
        server.stubFor(get(url).willReturn(
                        okJson(body).withHeader("ETag", "\"" + url + "\"").withHeader("Link", link)));
    }

    private record ListSource(HttpApi api) implements Source {
        @Override
        public String name() {
            return "contract";
        }

        @Override
        public PollResult poll(Journal journal) {
            try {
                api.pages("/repositories", Map.of(), page -> {
                    List<Event> events = new ArrayList<>();
                    for (JsonNode repository : page.body()) {
                        String id = repository.path("id").asText();
                        events.add(new Repository("contract/" + id, id, "main", Instant.EPOCH, "", false));
                    }
                    journal.write(Batch.of(events), Map.of());
                    return true;
                });
                return new PollResult.Complete(api.now(), List.of());
            } catch (SourceException e) {
                return new PollResult.Failed(e.error());
            }
        }
    }
}
