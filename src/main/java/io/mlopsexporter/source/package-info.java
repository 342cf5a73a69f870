/** The port through which sources bring events: one package below this one for each API. */
@NullMarked
package io.mlopsexporter.source;

import org.jspecify.annotations.NullMarked;
