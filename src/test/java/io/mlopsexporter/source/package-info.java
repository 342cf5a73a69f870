/** What the tests of all sources share. */
@NullMarked
package io.mlopsexporter.source;

import org.jspecify.annotations.NullMarked;
