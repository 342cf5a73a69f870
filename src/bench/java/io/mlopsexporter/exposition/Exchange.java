package io.mlopsexporter.exposition;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** A GET that accepts gzip, and counts the bytes of its answer. */
final class Exchange extends HttpExchange {
    private static final HttpContext CONTEXT = context();

    private final Headers request = new Headers();
    private final Headers response = new Headers();
    private final URI address;
    private int sent;
    private int status = -1;

    private final OutputStream body = new OutputStream() {
        @Override
        public void write(int one) {
            sent++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            sent += length;
        }
    };

    Exchange(String path) {
        address = URI.create(path);
        request.set("Accept-Encoding", "gzip");
    }

    /** Of a server that listens nowhere: simpleclient asks for its path. */
    private static HttpContext context() {
        try {
            return HttpServer.create().createContext("/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int sent() {
        if (status != 200 || sent == 0) {
            throw new IllegalStateException("no answer: status " + status + ", " + sent + " bytes");
        }
        return sent;
    }

    @Override
    public Headers getRequestHeaders() {
        return request;
    }

    @Override
    public Headers getResponseHeaders() {
        return response;
    }

    @Override
    public URI getRequestURI() {
        return address;
    }

    @Override
    public String getRequestMethod() {
        return "GET";
    }

    @Override
    public HttpContext getHttpContext() {
        return CONTEXT;
    }

    @Override
    public void close() {}

    @Override
    public InputStream getRequestBody() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
        return body;
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
        status = code;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public Object getAttribute(String name) {
        return "";
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public void setStreams(InputStream in, OutputStream out) {}

    @Override
    public HttpPrincipal getPrincipal() {
        throw new UnsupportedOperationException();
    }
}
