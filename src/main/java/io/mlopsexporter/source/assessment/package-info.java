/** What people answered of the maturity of teams and of the platform, from a file. */
@NullMarked
package io.mlopsexporter.source.assessment;

import org.jspecify.annotations.NullMarked;
