/**
 * A synthetic organisation, served on loopback in the shape of GitHub's and PagerDuty's APIs, so that the agent can be
 * watched at work without credentials. Nothing in here is about anybody: all names are made up.
 *
 * <p>Everything that ever happens is a fact with the instant from which it can be seen. What an API answers is the
 * organisation at a {@code Moment}: the facts up to then. So no thread is needed to make it go on, and asking twice for
 * the same instant gives the same answer.
 */
@NullMarked
package io.mlopsexporter.demo;

import org.jspecify.annotations.NullMarked;
