package io.mlopsexporter.demo;

/** What was asked of the simulated APIs. */
public final class Tally {
    private Sum sum = new Sum(0, 0, 0, 0, 0);
    private int used;

    /**
     * @param points of GraphQL, as GitHub would charge them
     * @param queries of GraphQL
     * @param fetched REST requests that cost one of GitHub's 5,000 an hour
     * @param unchanged conditional REST requests, answered with 304, which are free
     * @param others requests to PagerDuty and MLflow
     */
    public record Sum(long points, long queries, long fetched, long unchanged, long others) {
        public Sum minus(Sum other) {
            return new Sum(
                    points - other.points,
                    queries - other.queries,
                    fetched - other.fetched,
                    unchanged - other.unchanged,
                    others - other.others);
        }

        public long requests() {
            return queries + fetched + unchanged;
        }
    }

    synchronized Sum sum() {
        return sum;
    }

    synchronized Answer gitHub(Asked asked, Answer answer) {
        if (asked.path().endsWith("/graphql")) {
            int now = Integer.parseInt(answer.headers().getOrDefault("x-ratelimit-used", "0"));
            // by the hour it begins at 0 again
            int points = now >= used ? now - used : now;
            used = now;
            sum = new Sum(sum.points + points, sum.queries + 1, sum.fetched, sum.unchanged, sum.others);
        } else if (answer.status() == 304) {
            sum = new Sum(sum.points, sum.queries, sum.fetched, sum.unchanged + 1, sum.others);
        } else {
            sum = new Sum(sum.points, sum.queries, sum.fetched + 1, sum.unchanged, sum.others);
        }
        return answer;
    }

    synchronized Answer other(Answer answer) {
        sum = new Sum(sum.points, sum.queries, sum.fetched, sum.unchanged, sum.others + 1);
        return answer;
    }
}
