@NullMarked
package io.mlopsexporter.fuzz;

import org.jspecify.annotations.NullMarked;
