package io.mlopsexporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** URLs and what else names a place in a network. */
final class AddressTypes {
    private static final int HIGHEST_PORT = 65_535;
    private static final String STORE_FORM = "jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&](ssl)?password=|//[^/?]*@");
    private static final String URL_FORM = "a URL with http or https and a host, without user, query or fragment";

    private AddressTypes() {}

    static final TextType<URI> URL =
            new TextType<>("URL", URL_FORM, "^https?://[^/@?#\\s]+(/[^@?#\\s]*)?$", AddressTypes::url);

    static final TextType<ListenAddress> LISTEN = new TextType<>(
            "address to listen on",
            "HOST:PORT, as 0.0.0.0:10808, :10808 or \"[::1]:10808\"",
            "^([^:\\[\\]\\s/]*|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$",
            AddressTypes::listen);

    static final TextType<String> STORE =
            new TextType<>("JDBC URL", STORE_FORM, "^jdbc:(sqlite|postgresql):.+$", AddressTypes::store);

    private static URI url(String text, Reading reading) throws Rejection {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            if (url.getHost() == null || url.getPort() > HIGHEST_PORT) {
                throw new Rejection("is no URL", URL_FORM);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new Rejection("is no URL", URL_FORM);
        }
    }

    private static ListenAddress listen(String text, Reading reading) throws Rejection {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > HIGHEST_PORT) {
            throw new Rejection("has a port that does not exist", "a port from 0 to " + HIGHEST_PORT);
        }
        String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new ListenAddress(host.isEmpty() ? "0.0.0.0" : host, port);
    }

    private static String store(String text, Reading reading) throws Rejection {
        if (PASSWORD.matcher(text).find()) {
            throw new Rejection(
                    "has a password in it, and secrets are not written here", "password_file or password_env");
        }
        return text;
    }
}
