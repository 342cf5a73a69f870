/** Tests of explanations as they are read: JSON from which figures are computed anew, and the page. */
@NullMarked
package io.mlopsexporter.explain.view;

import org.jspecify.annotations.NullMarked;
