package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.mlopsexporter.demo.DemoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remote side that fails is normal: {@code run} serves, says what is wrong, and shows no figure. */
class RunTroubleIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void wrongToken_isShown() throws Exception {
        try (DemoServer gitHub = DemoServer.start(InstantSource.system(), 1)) {
            isShown(
                    Settings.of(folder, gitHub.githubUrl(), "acme-ai", "wrong-token"),
                    "401: Bad credentials; the credential is wrong or expired; renew the token or password");
        }
    }

    @Test
    void unknownOrganisation_isShown() throws Exception {
        try (DemoServer gitHub = DemoServer.start(InstantSource.system(), 1)) {
            isShown(
                    Settings.of(folder, gitHub.githubUrl(), "nobody", "demo"),
                    "organisation nobody: no such organisation, or this token cannot see it");
        }
    }

    @Test
    void missingTokenFile_isShown() throws Exception {
        Path config = Settings.of(folder, "http://127.0.0.1:" + freePort());
        Files.delete(folder.resolve("token"));
        isShown(config, "token does not exist; create it or correct its path");
    }

    @Test
    void emptyTokenFile_isShown() throws Exception {
        isShown(
                Settings.of(folder, "http://127.0.0.1:" + freePort(), "acme-ai", "\n"),
                "token is empty; write the secret into it");
    }

    @Test
    void refusedConnection_isShown() throws Exception {
        isShown(
                Settings.of(folder, "http://127.0.0.1:" + freePort()),
                "check that the server runs, the port, firewalls, and whether a proxy (https.proxyHost) is needed");
    }

    @Test
    void unknownHost_isShown() throws Exception {
        isShown(Settings.of(folder, "https://github.invalid"), "the host name github.invalid is not known; check");
    }

    @Test
    void selfSignedCertificate_isShown() throws Exception {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
        server.start();
        try {
            isShown(
                    Settings.of(folder, "https://localhost:" + server.httpsPort()),
                    "check the server's certificate and our trust store (javax.net.ssl.trustStore)");
        } finally {
            server.stop();
        }
    }

    private static void isShown(Path config, String text) throws IOException, InterruptedException {
        try (Program program = Program.start(config.resolveSibling("."), "run", "--config", config.toString())) {
            program.awaitReady();
            shows(program, text);
            assertThat(program.terminate()).isLessThan(RunIT.PROMPTLY);
        }
    }

    private static void shows(Program program, String text) {
        Scrape scrape = program.scrape();
        assertThat(scrape.up()).isZero();
        assertThat(scrape.dora()).isEmpty();
        assertThat(Page.at(program.url() + "/").plain()).contains(text);
        assertThat(program.err()).contains(text);
        assertThat(program.isAlive()).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
