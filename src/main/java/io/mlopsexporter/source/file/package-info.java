/** Files that people and programs deliver: read whole, in whatever encoding and with whatever separator they come. */
@NullMarked
package io.mlopsexporter.source.file;

import org.jspecify.annotations.NullMarked;
