package io.mlopsexporter.demo;

/** Somebody, by number. */
record Login(String login) {

    /** Who deploys where no person does. */
    static final Bot DEPLOYER = new Bot("deploy-bot");

    /** An app's account. GraphQL tells it by its type, REST by its name too. */
    record Bot(String login) {
        String restLogin() {
            return login + "[bot]";
        }
    }

    long id() {
        return 30_000_000L + Math.floorMod(login.hashCode(), 1_000_000);
    }
}
