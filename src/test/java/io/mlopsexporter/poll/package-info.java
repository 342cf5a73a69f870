/** Schedule, board, ledger and poller with scripted sources. */
@NullMarked
package io.mlopsexporter.poll;

import org.jspecify.annotations.NullMarked;
