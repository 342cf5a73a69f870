package io.mlopsexporter.demo;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The little of a repository's files that tells how its team works. */
final class DemoFiles {
    private DemoFiles() {}

    /** Of five repositories one has no checks of its changes. */
    static boolean isChecked(DemoRepository repository) {
        return repository.id() % 5 != 0;
    }

    /**
     * Texts by path.
     *
     * @param workflows names of those that have run
     */
    static SortedMap<String, String> of(DemoRepository repository, List<String> workflows) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("README.md", "# " + repository.name() + "\n");
        files.put("src/main.py", "print()\n");
        if (isChecked(repository)) {
            files.put(
                    ".github/workflows/ci.yml",
                    "on:\n  pull_request:\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n");
        }
        if (repository.id() % 3 == 0) {
            files.put(
                    ".github/workflows/docs.yml",
                    "on: [push]\njobs:\n  docs:\n    runs-on: ubuntu-latest\n    steps:\n      - run: mkdocs build --strict\n");
        }
        if (repository.id() % 4 == 0) {
            files.put(".github/CODEOWNERS", "* @acme-ai/everybody\n");
        }
        workflows.forEach(name -> files.putIfAbsent(".github/workflows/" + name, Pipelines.text(name)));
        return files;
    }

    /** What lies directly in a folder; {@code ""} is the root. */
    static List<String> names(SortedMap<String, String> files, String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }
}
