@NullMarked
package io.mlopsexporter.source.file;

import org.jspecify.annotations.NullMarked;
