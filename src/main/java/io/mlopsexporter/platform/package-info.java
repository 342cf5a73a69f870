/** What a platform team must know of its platform: pure functions from events and policy to figures (design 3.8). */
@NullMarked
package io.mlopsexporter.platform;

import org.jspecify.annotations.NullMarked;
