@NullMarked
package io.mlopsexporter.source.survey;

import org.jspecify.annotations.NullMarked;
