package io.mlopsexporter.demo;

/** Somebody, by number. */
record Login(String login) {
    static final Login DEPLOYER = new Login("deploy-bot");
    static final Login RELEASER = new Login("release-bot");

    long id() {
        return 30_000_000L + Math.floorMod(login.hashCode(), 1_000_000);
    }
}
