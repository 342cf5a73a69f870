/** The commands, and the wiring of everything else. The only package that knows a real clock. */
@NullMarked
package io.mlopsexporter.cli;

import org.jspecify.annotations.NullMarked;
