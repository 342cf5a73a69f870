@NullMarked
package io.mlopsexporter.source.assessment;

import org.jspecify.annotations.NullMarked;
