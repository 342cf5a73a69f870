package io.mlopsexporter.metric;

import io.mlopsexporter.dora.Figures;

/** All that metrics are made of. */
public record Facts(Figures figures, AgentStatus agent) {}
