package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.dora.Dora.Need;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The facts of one scope while they are gathered, by the group of figures that they are for. */
final class ByNeed {
    private final Instants instants;
    private final Map<Need, List<ChainFacts>> chains = new EnumMap<>(Need.class);

    ByNeed(Instants instants) {
        this.instants = instants;
    }

    Instants instants() {
        return instants;
    }

    void add(Need need, ChainFacts chain) {
        chains.computeIfAbsent(need, any -> new ArrayList<>()).add(chain);
    }

    List<ChainFacts> of(Need need) {
        return chains.getOrDefault(need, List.of());
    }

    ScopeFigures.Evidence evidence() {
        return new ScopeFigures.Evidence(of(Need.DEPLOYMENTS), of(Need.INCIDENTS), of(Need.FAILURES));
    }
}
