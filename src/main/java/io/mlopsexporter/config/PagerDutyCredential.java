package io.mlopsexporter.config;

import java.net.URI;
import java.nio.file.Path;

/** Where the credential of a PagerDuty account comes from. */
public sealed interface PagerDutyCredential permits TokenFile, TokenEnvironment, PagerDutyCredential.OAuth {

    /** What is used when the configuration names no credential. */
    PagerDutyCredential DEFAULT = new TokenEnvironment("PAGERDUTY_TOKEN");

    /**
     * A scoped OAuth client.
     *
     * @param subdomain of the account: {@code acme} of {@code acme.pagerduty.com}
     * @param identityUrl where tokens are asked for
     */
    record OAuth(String clientId, Path clientSecretFile, String subdomain, Region region, URI identityUrl)
            implements PagerDutyCredential {

        /** The scope that selects the account: {@code as_account-us.acme}. */
        public String accountScope() {
            return "as_account-" + region.key() + "." + subdomain;
        }
    }

    /** PagerDuty's service region. */
    enum Region {
        US,
        EU;

        String key() {
            return Choice.key(this);
        }
    }
}
