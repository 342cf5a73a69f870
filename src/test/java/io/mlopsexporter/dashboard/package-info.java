/** The dashboards, how they are made, and what is asked of them and of the rules. */
@NullMarked
package io.mlopsexporter.dashboard;

import org.jspecify.annotations.NullMarked;
