package io.mlopsexporter.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GitHub team.
 *
 * @param parent slug of the team that it belongs to
 * @param members logins
 * @param permissions {@code READ}, {@code WRITE}, {@code ADMIN} by repository name
 */
record DemoTeam(long id, String slug, Optional<String> parent, List<String> members, Map<String, String> permissions) {}
