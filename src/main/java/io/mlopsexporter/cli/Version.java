package io.mlopsexporter.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What runs here, as the jar's manifest tells it. */
final class Version implements IVersionProvider {
    /** Of this build; {@code development} when it runs from classes. */
    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    static String java() {
        return System.getProperty("java.version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "mlops-exporter " + number(), "Java " + java() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
