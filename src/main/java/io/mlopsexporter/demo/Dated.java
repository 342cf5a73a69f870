package io.mlopsexporter.demo;

import java.time.Instant;

/** A fact that can be seen from an instant on. */
interface Dated {
    Instant at();
}
