package io.mlopsexporter.exposition;

import java.util.Map;

/**
 * Limits of the JDK's HTTP server, which has none by default, and reads them once, when its classes are loaded. Whoever
 * sets one of them on the command line keeps it.
 */
final class Deadlines {
    /** As many requests may be read or answered at the same time; further ones are cut off. */
    static final int THREADS = 512;

    private static final Map<String, String> PROPERTIES = Map.of(
            // seconds to send a whole request: those who don't are only cut off by this
            "sun.net.httpserver.maxReqTime", "5",
            // seconds to make and take an answer: a scrape that takes longer than a minute has long been given up
            "sun.net.httpserver.maxRspTime", "60",
            // longer than the usual scrape interval of a minute, so that Prometheus keeps its connection
            "sun.net.httpserver.idleInterval", "75",
            "sun.net.httpserver.maxIdleConnections", "200",
            // Connections that ended in the middle of an answer count for as long as the answer might have taken.
            "jdk.httpserver.maxConnections", "8192",
            // a scraper sends a few hundred bytes of headers
            "sun.net.httpserver.maxReqHeaderSize", "65536",
            // else small answers on kept connections wait 40 ms for the client's delayed acknowledgement
            "sun.net.httpserver.nodelay", "true");

    private Deadlines() {}

    static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
