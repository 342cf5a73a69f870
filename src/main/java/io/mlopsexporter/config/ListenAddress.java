package io.mlopsexporter.config;

import java.net.InetSocketAddress;

/**
 * Where a server listens.
 *
 * @param host a name or an address without brackets; {@code 0.0.0.0}: all interfaces
 * @param port 0: any free one
 */
public record ListenAddress(String host, int port) {

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
