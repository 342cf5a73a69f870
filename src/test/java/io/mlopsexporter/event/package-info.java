@NullMarked
package io.mlopsexporter.event;

import org.jspecify.annotations.NullMarked;
