/** What the platform costs: FOCUS bills from files or an HTTPS URL, OpenCost, and GitHub's billing usage. */
@NullMarked
package io.mlopsexporter.source.cost;

import org.jspecify.annotations.NullMarked;
