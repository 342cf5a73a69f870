package io.mlopsexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@code pagerduty[].oauth}. */
final class OAuthSection {
    static final Key<String> CLIENT_ID = Key.required("client_id", Types.TEXT, "The client's id.");
    static final Key<Path> CLIENT_SECRET_FILE =
            Key.required("client_secret_file", Types.SECRET_FILE, "File with the client's secret.");
    static final Key<String> SUBDOMAIN =
            Key.required("subdomain", Types.SUBDOMAIN, "The account's: `acme` of `acme.pagerduty.com`.");
    static final Key<PagerDutyCredential.Region> REGION =
            Key.of("region", Choice.of(PagerDutyCredential.Region.class), "us", "The account's service region.");
    static final Key<URI> IDENTITY_URL = Key.of(
            "identity_url",
            AddressTypes.URL,
            "https://identity.pagerduty.com/oauth/token",
            "Where tokens are asked for.");

    static final Section<PagerDutyCredential> SECTION = new Section<>(
            "OAuth client",
            "Access as a scoped OAuth client.",
            List.of(CLIENT_ID, CLIENT_SECRET_FILE, SUBDOMAIN, REGION, IDENTITY_URL),
            List.of(),
            values -> new PagerDutyCredential.OAuth(
                    values.get(CLIENT_ID),
                    values.get(CLIENT_SECRET_FILE),
                    values.get(SUBDOMAIN),
                    values.get(REGION),
                    values.get(IDENTITY_URL)));

    private OAuthSection() {}
}
