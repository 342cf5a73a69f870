@NullMarked
package io.mlopsexporter.source.github;

import org.jspecify.annotations.NullMarked;
