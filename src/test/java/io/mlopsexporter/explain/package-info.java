/** Tests of explanations: what is asked, and what is listed. */
@NullMarked
package io.mlopsexporter.explain;

import org.jspecify.annotations.NullMarked;
