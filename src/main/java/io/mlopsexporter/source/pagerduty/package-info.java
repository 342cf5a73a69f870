/** PagerDuty as a source of incidents: two requests a poll, whatever the number of services. Wire records stay in here. */
@NullMarked
package io.mlopsexporter.source.pagerduty;

import org.jspecify.annotations.NullMarked;
