/** Tests of the platform's measures: small worlds of activities, and what follows from them. */
@NullMarked
package io.mlopsexporter.platform;

import org.jspecify.annotations.NullMarked;
