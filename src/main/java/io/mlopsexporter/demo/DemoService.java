package io.mlopsexporter.demo;

/** A service of PagerDuty's kind, named as the application that it watches. */
record DemoService(String id, String name, String team) {}
