@NullMarked
package io.mlopsexporter.pem;

import org.jspecify.annotations.NullMarked;
