/** Surveys: the exports of form tools, from a file or an HTTPS URL. */
@NullMarked
package io.mlopsexporter.source.survey;

import org.jspecify.annotations.NullMarked;
