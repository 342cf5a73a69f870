package io.mlopsexporter.dora;

import java.util.List;

/**
 * What parts add up to, in whatever order they come and go: exactly the same as if they were all added anew. Immutable.
 *
 * @param <P> a part: what one application and environment adds
 * @param <S> the sum itself
 */
interface Sum<P, S extends Sum<P, S>> {
    /** @param less were added before */
    S with(List<P> less, List<P> more);
}
