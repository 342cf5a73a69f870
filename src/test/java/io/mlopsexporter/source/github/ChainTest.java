package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final LineageWorld world = new LineageWorld(10);

    @Test
    void chain_isOrderedBySuccess_notByNumber() {
        world.deploy(3, "c3");
        world.deploy(1, "c1");
        world.deploy(2, "c2");

        List<Chain> chains = world.chains(4, LineageWorld.HISTORY);

        assertThat(chains)
                .singleElement()
                .satisfies(chain ->
                        assertThat(chain.links()).extracting(Chain.Link::commit).containsExactly("c1", "c2", "c3"));
    }

    @Test
    void environments_areOneWhateverTheirCase_andStagingIsNone() {
        world.deploy(1, "Production", "c1");
        world.deploy(2, "production", "c2");
        world.deploy(3, "prod-eu", "c1");
        world.deploy(4, "staging", "c3");

        assertThat(world.chains(5, LineageWorld.HISTORY))
                .extracting(Chain::name)
                .containsExactly("github/x production", "github/x prod-eu");
    }

    @Test
    void timeLookedAt_beginsWithTheLastDeploymentBeforeIt_andHoldsRollbacksToOlderOnes() {
        world.deploy(1, "c1");
        world.deploy(2, "c2");
        world.deploy(3, "c3");
        world.deploy(28, "c1");

        Chain chain = world.chains(30, Duration.ofDays(7)).get(0);

        assertThat(chain.begin().commit()).isEqualTo("c3");
        assertThat(chain.wanted()).containsExactlyInAnyOrder("c1", "c3");
    }
}
