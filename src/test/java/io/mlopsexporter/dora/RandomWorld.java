package io.mlopsexporter.dora;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Worlds for laws: the same for the same seed. */
public final class RandomWorld {
    private final Random random;

    public RandomWorld(long seed) {
        random = new Random(seed);
    }

    public World world() {
        var world = new World();
        for (int number = 0; number < 3; number++) {
            String name = "app" + number;
            repository(world.repository(name, "team" + number % 2), name);
            for (int incident = random.nextInt(8); incident > 0; incident--) {
                incident(world, name, number + "-" + incident);
            }
        }
        return world;
    }

    void repository(RepositoryWorld repository, String name) {
        var commits = new ArrayList<String>(List.of(name + "-0"));
        repository.commit(name + "-0", 2400);
        double hours = 2300;
        while (hours > 3) {
            hours -= 1 + random.nextInt(90);
            String commit = name + "-" + commits.size();
            commit(repository, commits, commit, commits.size(), hours);
            commits.add(commit);
            if (random.nextInt(3) > 0) {
                int back = random.nextInt(5) == 0 ? random.nextInt(Math.min(4, commits.size())) : 0;
                String environment = random.nextInt(6) == 0 ? "prod-eu" : "production";
                repository.deploy(commits.get(commits.size() - 1 - back), hours - random.nextDouble() * 4, environment);
            }
        }
    }

    private void commit(RepositoryWorld repository, List<String> commits, String commit, int number, double hours) {
        String parent = commits.get(commits.size() - 1);
        double opened = hours + 1 + random.nextInt(100);
        String[] parents = random.nextInt(6) == 0 && commits.size() > 4
                ? new String[] {parent, commits.get(commits.size() - 4)}
                : new String[] {parent};
        switch (random.nextInt(5)) {
            case 0 -> repository.commit(commit, hours - random.nextInt(5), parents);
            case 1 -> repository.merge(commit, number, opened, hours, pull -> pull.label("hotfix"), parents);
            case 2 ->
                repository.commit(
                        commit,
                        hours,
                        "Revert",
                        List.of(RepositoryWorld.oid(parent)),
                        List.of(),
                        Optional.empty(),
                        parents);
            default -> repository.merge(commit, number, opened, hours, pull -> reviewed(pull, opened, hours), parents);
        }
    }

    private PullWorld reviewed(PullWorld pull, double opened, double merged) {
        PullWorld started = pull.firstCommit(opened + random.nextInt(60) - 10);
        return random.nextBoolean() ? started.reviewed(merged + (opened - merged) * random.nextDouble()) : started;
    }

    private void incident(World world, String name, String id) {
        double start = random.nextInt(2300);
        if (random.nextInt(4) == 0) {
            world.open(id, name, start, "open");
        } else if (random.nextInt(6) == 0) {
            world.merged(id, name, start, start * random.nextDouble());
        } else {
            world.resolved(id, name, start, start * random.nextDouble(), "over");
        }
    }
}
