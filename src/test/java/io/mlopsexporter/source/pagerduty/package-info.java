@NullMarked
package io.mlopsexporter.source.pagerduty;

import org.jspecify.annotations.NullMarked;
