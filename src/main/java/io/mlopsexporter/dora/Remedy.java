package io.mlopsexporter.dora;

/** A deployment that rolled back, reverted or fixed an earlier one, and so shows that one to be failed. */
public record Remedy(FailureSignal signal, Delivery failed, Delivery by) {}
