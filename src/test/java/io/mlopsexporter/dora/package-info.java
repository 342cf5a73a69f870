/** Tests of the delivery measures: small worlds of facts, and what follows from them. */
@NullMarked
package io.mlopsexporter.dora;

import org.jspecify.annotations.NullMarked;
