package io.mlopsexporter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * Which package may know which, as rules for everything under a root package. Packages need not exist for their rules to
 * hold, and every package that exists needs a line in {@link #PACKAGES}.
 */
final class ArchitectureRules {
    /** What every package may use: the JDK, and the annotations for nullness. */
    private static final String[] JDK = {"java..", "javax..", "org.jspecify.annotations.."};

    private static final String[] PURE = {"event..", "dora..", "platform..", "metric..", "explain"};

    /** The packages, and the others of ours that each may depend on. {@code *}: all. */
    private static final Map<String, List<String>> PACKAGES = packages();

    /** Libraries that only these packages may see: those that ask others over HTTP. */
    private static final List<String> HTTP_USERS = List.of("source.http..", "backfill..");

    private static final List<String> HTTP = List.of("okhttp3..", "okio..", "io.github.resilience4j..");

    /** Libraries that only one package may see. */
    private static final Map<String, List<String>> SOLE_USERS = Map.of(
            "exposition..", List.of("io.prometheus.."),
            "store..",
                    List.of(
                            "java.sql..",
                            "javax.sql..",
                            "org.sqlite..",
                            "org.flywaydb..",
                            "com.zaxxer..",
                            "org.postgresql.."),
            "cli..", List.of("picocli.."),
            "source.file..", List.of("com.fasterxml.jackson.dataformat.csv.."),
            "backfill..", List.of("com.google.protobuf..", "org.xerial.snappy.."));

    private static final Set<String> CLOCK_METHODS = Set.of("now", "currentTimeMillis");
    private static final Set<String> SYSTEM_CLOCKS = Set.of("system", "systemUTC", "systemDefaultZone");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root + ".";
    }

    /** The packages of the table, as patterns below the root. */
    static Set<String> packageNames() {
        return PACKAGES.keySet();
    }

    private static Map<String, List<String>> packages() {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        packages.put("event..", List.of());
        packages.put("dora..", List.of("event.."));
        packages.put("platform..", List.of("event..", "dora.."));
        packages.put("metric..", List.of("event..", "dora..", "platform.."));
        packages.put("explain", List.of("event..", "dora..", "platform..", "metric.."));
        packages.put("source", List.of("event.."));
        packages.put("pem..", List.of());
        packages.put("source.http..", List.of("source"));
        packages.put("source.file..", List.of("source"));
        for (String api : List.of("github", "mlflow", "pagerduty", "survey", "cost", "assessment")) {
            packages.put(
                    "source." + api + "..", List.of("source", "source.http..", "source.file..", "event..", "pem.."));
        }
        packages.put("store..", List.of("event..", "source"));
        packages.put("poll..", List.of("source", "store..", "event..", "metric..", "dora.."));
        packages.put("exposition..", List.of("metric..", "poll..", "dora..", "event..", "pem.."));
        packages.put("backfill..", List.of("metric..", "exposition.."));
        packages.put(
                "explain.view..", List.of("explain", "metric..", "dora..", "platform..", "event..", "exposition.."));
        packages.put("config..", List.of());
        packages.put("demo..", List.of("event.."));
        packages.put("cli..", List.of("*"));
        return packages;
    }

    /** All rules, by name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        PACKAGES.forEach((name, allowed) -> {
            if (!allowed.contains("*")) {
                rules.put(name + " depends on its neighbours only", dependsOnly(name, allowed));
            }
        });
        SOLE_USERS.forEach((user, libraries) ->
                rules.put("only " + user + " uses " + libraries, usedOnlyBy(List.of(user), libraries)));
        rules.put("only " + HTTP_USERS + " use " + HTTP, usedOnlyBy(HTTP_USERS, HTTP));
        rules.put("pure packages use the JDK only", usesOnlyLibraries(List.of(PURE), List.of()));
        rules.put(
                "config uses the JDK and Jackson only",
                usesOnlyLibraries(List.of("config.."), List.of("com.fasterxml.jackson..", "org.yaml.snakeyaml..")));
        rules.put(
                "demo uses the JDK, Jackson and a logger only",
                usesOnlyLibraries(
                        List.of("demo.."),
                        List.of("com.fasterxml.jackson..", "com.sun.net.httpserver..", "org.slf4j..")));
        rules.put("pure packages do no I/O, log nothing and know no threads", pureInNoEffects());
        rules.put("pure packages do not synchronize", pureInNoSynchronized());
        rules.put("the clock is read in cli only", clockInCliOnly());
        rules.put("every package is in the table", inTheTable());
        rules.put("every package is null-marked", nullMarked());
        rules.put("packages form no cycle", noCycles());
        return rules;
    }

    private ArchRule dependsOnly(String name, List<String> allowed) {
        List<String> known = new ArrayList<>(allowed);
        known.add(name);
        return noClasses()
                .that()
                .resideInAPackage(root + name)
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".").and(not(inOurs(known))))
                .allowEmptyShould(true);
    }

    private ArchRule usedOnlyBy(List<String> users, List<String> libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(users.stream().map(user -> root + user).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private ArchRule usesOnlyLibraries(List<String> names, List<String> libraries) {
        List<String> allowed = new ArrayList<>(libraries);
        allowed.addAll(List.of(JDK));
        allowed.add(root + ".");
        return noClasses()
                .that(inOurs(names))
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(allowed.toArray(String[]::new)))
                        // Arrays of primitives are in no package.
                        .and(not(resideInAPackage(""))))
                .allowEmptyShould(true);
    }

    private ArchRule pureInNoEffects() {
        return noClasses()
                .that(inOurs(List.of(PURE)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.concurrent..",
                                "java.util.logging..",
                                "org.slf4j..")
                        .or(DescribedPredicate.describe(
                                "are threads",
                                type -> type.isAssignableTo(Thread.class) || type.isAssignableTo(ThreadLocal.class))))
                .allowEmptyShould(true);
    }

    private ArchRule pureInNoSynchronized() {
        return noMethods()
                .that()
                .areDeclaredInClassesThat(inOurs(List.of(PURE)))
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .allowEmptyShould(true);
    }

    private ArchRule clockInCliOnly() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "cli..")
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("the target is the present time", ArchitectureRules::readsClock))
                .allowEmptyShould(true);
    }

    /** {@code Instant.now()}, {@code LocalDate.now()}, … of the system's clock; with a clock as argument they are fine. */
    private static boolean readsClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(Clock.class)) {
            return SYSTEM_CLOCKS.contains(name) || (name.startsWith("tick") && !name.equals("tick"));
        }
        if (owner.isEquivalentTo(Date.class)) {
            return access.getTarget().getFullName().equals("java.util.Date.<init>()");
        }
        return (owner.getPackageName().equals("java.time") || owner.isEquivalentTo(System.class))
                && CLOCK_METHODS.contains(name)
                && !access.getTarget().getFullName().contains("java.time.Clock)");
    }

    private ArchRule inTheTable() {
        return classes()
                .that()
                .resideInAPackage(root + ".")
                .should(new ArchCondition<>("reside in a package of the table") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!inOurs(List.copyOf(PACKAGES.keySet())).test(type)) {
                            events.add(SimpleConditionEvent.violated(
                                    type,
                                    type.getName() + " is in a package without a line in ArchitectureRules.PACKAGES"));
                        }
                    }
                });
    }

    private ArchRule nullMarked() {
        return classes()
                .that()
                .resideInAPackage(root + ".")
                .should(new ArchCondition<>("reside in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage()
                                .tryGetPackageInfo()
                                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                .isPresent();
                        if (!marked) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " has no package-info.java with @NullMarked"));
                        }
                    }
                });
    }

    private ArchRule noCycles() {
        return slices().matching(root + "(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> inOurs(List<String> names) {
        return resideInAnyPackage(names.stream().map(root::concat).toArray(String[]::new));
    }
}
