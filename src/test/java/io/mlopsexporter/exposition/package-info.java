@NullMarked
package io.mlopsexporter.exposition;

import org.jspecify.annotations.NullMarked;
