package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why there was no answer, or no whole one, in words that say what to check. */
final class Trouble {
    private Trouble() {}

    static SourceException of(Inquiry inquiry, IOException e) {
        return new SourceException(error(inquiry, e), e);
    }

    static boolean isTimeout(IOException e) {
        return e instanceof InterruptedIOException;
    }

    private static SourceError error(Inquiry inquiry, IOException e) {
        String host = inquiry.url().host() + ":" + inquiry.url().port();
        if (Thread.currentThread().isInterrupted()) {
            return new SourceError.Unavailable(inquiry + ": given up, for the program ends");
        } else if (isTimeout(e)) {
            return new SourceError.TimedOut(inquiry + ": no complete answer from " + host
                    + " in time; check its load, and the network or proxy");
        } else if (e instanceof UnknownHostException) {
            return new SourceError.Unavailable(
                    inquiry + ": the host name " + inquiry.url().host()
                            + " is not known; check the configured URL, the DNS, and whether a proxy (https.proxyHost) is needed");
        } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new SourceError.Unavailable(
                    inquiry + ": no connection to " + host
                            + "; check that the server runs, the port, firewalls, and whether a proxy (https.proxyHost) is needed");
        } else if (e instanceof SSLException) {
            return new SourceError.Unavailable(inquiry + ": no secure connection to " + host + " (" + reason(e)
                    + "); check the server's certificate and our trust store (javax.net.ssl.trustStore)");
        }
        return new SourceError.Unavailable(inquiry + ": the connection to " + host + " broke (" + reason(e) + ")");
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return Wording.cut(message == null ? e.getClass().getSimpleName() : message);
    }
}
