/** GitHub as a source: sweeps by GraphQL, REST only for what changed. Wire records stay in here. */
@NullMarked
package io.mlopsexporter.source.github;

import org.jspecify.annotations.NullMarked;
