/** Explanations to be read: by programs as JSON, by people as a page. */
@NullMarked
package io.mlopsexporter.explain.view;

import org.jspecify.annotations.NullMarked;
