@NullMarked
package io.mlopsexporter.source.mlflow;

import org.jspecify.annotations.NullMarked;
