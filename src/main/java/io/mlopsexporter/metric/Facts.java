package io.mlopsexporter.metric;

import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.platform.PlatformFigures;

/** All that metrics are made of. */
public record Facts(Figures figures, PlatformFigures platform, AgentStatus agent) {}
