package io.mlopsexporter.config;

import io.mlopsexporter.config.WebConfig.ClientAuth;
import io.mlopsexporter.config.WebConfig.Pem;
import io.mlopsexporter.config.WebConfig.Tls;
import io.mlopsexporter.config.WebConfig.TlsVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The web configuration file, with the keys of Prometheus's exporter-toolkit, so that one file serves all exporters. */
final class WebSection {
    private static final TextType<String> PEM =
            new TextType<>("PEM text", "a text in PEM form", "^[\\s\\S]+$", (text, reading) -> text).hidden();

    static final Key<Path> CERT_FILE = Key.optional(
            "cert_file",
            Types.FILE,
            "Certificate of the server, and its chain, in PEM form. Read again when it changes.");
    static final Key<Path> KEY_FILE = Key.optional(
            "key_file", Types.FILE, "Private key of the certificate, in PEM form. Read again when it changes.");
    static final Key<String> CERT = Key.optional("cert", PEM, "The certificate itself, in place of `cert_file`.");
    static final Key<String> KEY = Key.optional("key", PEM, "The private key itself, in place of `key_file`.");
    static final Key<Path> CLIENT_CA_FILE =
            Key.optional("client_ca_file", Types.FILE, "Certificates of those who sign the clients' certificates.");
    static final Key<String> CLIENT_CA = Key.optional("client_ca", PEM, "The same as a text.");
    static final Key<ClientAuth> CLIENT_AUTH_TYPE = Key.of(
            "client_auth_type",
            Choice.of(ClientAuth.class, ClientAuth::word),
            "NoClientCert",
            "Whether clients need a certificate.");
    static final Key<List<String>> CLIENT_ALLOWED_SANS = Key.of(
            "client_allowed_sans",
            ListType.of(Types.TEXT),
            "[]",
            "Names of which a client's certificate must have one. None: any.");
    static final Key<TlsVersion> MIN_VERSION = Key.of(
            "min_version", Choice.of(TlsVersion.class, Enum::name), "TLS12", "Oldest version of TLS that is spoken.");
    static final Key<TlsVersion> MAX_VERSION = Key.of(
            "max_version", Choice.of(TlsVersion.class, Enum::name), "TLS13", "Newest version of TLS that is spoken.");
    static final Key<List<String>> CIPHER_SUITES = Key.of(
            "cipher_suites",
            ListType.of(Types.TEXT),
            "[]",
            "Cipher suites of TLS 1.2, by their IANA names. None: the JDK's.");
    static final Key<List<String>> CURVE_PREFERENCES =
            Key.of("curve_preferences", ListType.of(Types.TEXT), "[]", "Accepted; the JDK's preferences hold.");
    static final Key<Boolean> PREFER_SERVER =
            Key.of("prefer_server_cipher_suites", new Flag(), "true", "Accepted; the server always chooses.");

    static final Section<Tls> TLS_SECTION = new Section<>(
            "TLS",
            "TLS of the server.",
            List.of(
                    CERT_FILE,
                    KEY_FILE,
                    CERT,
                    KEY,
                    CLIENT_CA_FILE,
                    CLIENT_CA,
                    CLIENT_AUTH_TYPE,
                    CLIENT_ALLOWED_SANS,
                    MIN_VERSION,
                    MAX_VERSION,
                    CIPHER_SUITES,
                    CURVE_PREFERENCES,
                    PREFER_SERVER),
            List.of(
                    Rules.atMostOne("cert_file", "cert"),
                    Rules.atMostOne("key_file", "key"),
                    Rules.atMostOne("client_ca_file", "client_ca"),
                    Rules.atLeastOne("cert_file", "cert"),
                    Rules.atLeastOne("key_file", "key"),
                    Rule.inCode("A client authority is needed to verify clients.", WebSection::checkClientCa),
                    Rule.inCode("`min_version` is not above `max_version`.", WebSection::checkVersions)),
            WebSection::tls);

    private static final List<Key<String>> HEADER_KEYS = List.of(
            header("Content-Security-Policy"),
            header("X-Frame-Options"),
            header("X-Content-Type-Options"),
            header("X-XSS-Protection"),
            header("Strict-Transport-Security"));

    static final Section<Map<String, String>> HEADERS_SECTION = new Section<>(
            "headers", "Headers that are added to every answer.", List.copyOf(HEADER_KEYS), List.of(), values -> {
                var headers = new LinkedHashMap<String, String>();
                HEADER_KEYS.forEach(key -> values.find(key).ifPresent(value -> headers.put(key.name(), value)));
                return headers;
            });
    static final Key<Map<String, String>> HEADERS =
            Key.of("headers", HEADERS_SECTION, "{}", "Headers that are added to every answer.");
    static final Key<Boolean> HTTP2 = Key.of("http2", new Flag(), "true", "Accepted; only HTTP/1.1 is spoken.");

    static final Section<Map<String, String>> HTTP_SECTION = new Section<>(
            "HTTP", "What is said over HTTP.", List.of(HTTP2, HEADERS), List.of(), values -> values.get(HEADERS));

    static final Key<Tls> TLS_SERVER_CONFIG = Key.optional("tls_server_config", TLS_SECTION, "TLS of the server.");
    static final Key<Map<String, String>> HTTP_SERVER_CONFIG =
            Key.of("http_server_config", HTTP_SECTION, "{}", "What is said over HTTP.");
    static final Key<Map<String, String>> BASIC_AUTH_USERS = Key.of(
            "basic_auth_users",
            new UsersType(),
            "{}",
            "Who may scrape and look: user names with bcrypt hashes of their passwords. Probes stay open.");

    static final Section<WebConfig> SECTION = new Section<>(
            "web configuration",
            "How HTTP is protected.",
            List.of(TLS_SERVER_CONFIG, HTTP_SERVER_CONFIG, BASIC_AUTH_USERS),
            List.of(),
            values -> new WebConfig(
                    values.find(TLS_SERVER_CONFIG), values.get(HTTP_SERVER_CONFIG), values.get(BASIC_AUTH_USERS)));

    private WebSection() {}

    private static Key<String> header(String name) {
        return Key.optional(name, Types.TEXT, "Value of the header `" + name + "`.");
    }

    private static Tls tls(Values values) {
        return new Tls(
                pem(values, CERT_FILE, CERT).orElseThrow(),
                pem(values, KEY_FILE, KEY).orElseThrow(),
                pem(values, CLIENT_CA_FILE, CLIENT_CA),
                values.get(CLIENT_AUTH_TYPE),
                values.get(CLIENT_ALLOWED_SANS),
                values.get(MIN_VERSION),
                values.get(MAX_VERSION),
                values.get(CIPHER_SUITES));
    }

    private static Optional<Pem> pem(Values values, Key<Path> file, Key<String> text) {
        Optional<Pem> inFile = values.find(file).map(Pem.File::new);
        return inFile.or(() -> values.find(text).map(Pem.Text::new));
    }

    private static void checkClientCa(Item.Mapping tls, Reading reading) {
        boolean verifies =
                CLIENT_AUTH_TYPE.peek(tls).filter(ClientAuth::verifies).isPresent();
        boolean authority = tls.find(CLIENT_CA_FILE.name()).isPresent()
                || tls.find(CLIENT_CA.name()).isPresent();
        if (verifies && !authority) {
            reading.report(Problem.of(tls.pathOf(CLIENT_CA_FILE.name()), tls.lineOf(CLIENT_AUTH_TYPE.name()), "missing")
                    .expecting("the certificates that verify clients, as client_auth_type asks for it"));
        }
        if (authority
                && CLIENT_AUTH_TYPE
                        .peek(tls)
                        .filter(ClientAuth.NO_CLIENT_CERT::equals)
                        .isPresent()) {
            reading.report(Problem.of(
                            tls.pathOf(CLIENT_AUTH_TYPE.name()),
                            tls.lineOf(CLIENT_CA_FILE.name()),
                            "a client authority is configured, and clients are not asked for a certificate")
                    .expecting("client_auth_type: RequireAndVerifyClientCert"));
        }
    }

    private static void checkVersions(Item.Mapping tls, Reading reading) {
        boolean above = MIN_VERSION
                .peek(tls)
                .flatMap(min -> MAX_VERSION.peek(tls).filter(max -> min.compareTo(max) > 0))
                .isPresent();
        if (above) {
            reading.report(
                    Problem.of(tls.pathOf(MIN_VERSION.name()), tls.lineOf(MIN_VERSION.name()), "is above max_version"));
        }
    }
}
