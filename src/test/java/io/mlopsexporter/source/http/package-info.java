@NullMarked
package io.mlopsexporter.source.http;

import org.jspecify.annotations.NullMarked;
