/** What the sources share: requests, paging, budgets, backoff, conditional requests. The one user of OkHttp and resilience4j. */
@NullMarked
package io.mlopsexporter.source.http;

import org.jspecify.annotations.NullMarked;
