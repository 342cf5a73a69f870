/** Certificates and private keys in PEM form. */
@NullMarked
package io.mlopsexporter.pem;

import org.jspecify.annotations.NullMarked;
