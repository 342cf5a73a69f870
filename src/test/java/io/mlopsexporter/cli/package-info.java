/** The commands, in this process and as the packaged program. */
@NullMarked
package io.mlopsexporter.cli;

import org.jspecify.annotations.NullMarked;
