package io.mlopsexporter.demo;

import java.time.Instant;

/**
 * A tag.
 *
 * @param at when it was pushed; an annotated tag says so itself, of others only the commit's date is known
 */
record DemoTag(DemoRepository repository, String name, String commit, boolean annotated, Instant at) implements Dated {}
