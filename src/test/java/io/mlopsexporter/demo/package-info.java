@NullMarked
package io.mlopsexporter.demo;

import org.jspecify.annotations.NullMarked;
