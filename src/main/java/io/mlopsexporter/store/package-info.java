/**
 * What sources told us, made durable: events and each source's cursors in one transaction, so that a crash repeats work
 * and never loses or doubles an event.
 */
@NullMarked
package io.mlopsexporter.store;

import org.jspecify.annotations.NullMarked;
