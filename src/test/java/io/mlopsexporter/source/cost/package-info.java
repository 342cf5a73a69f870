@NullMarked
package io.mlopsexporter.source.cost;

import org.jspecify.annotations.NullMarked;
