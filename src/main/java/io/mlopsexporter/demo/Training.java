package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Writes the history of the registered models: runs, the best of which become versions, which go to production some days later. */
final class Training {
    /** So long after its start an organisation still trains. */
    private static final Duration AHEAD = Duration.ofDays(20);
    /** While somebody watches, things happen sooner. */
    private static final Duration SOON = Duration.ofMinutes(3);

    private final Instant start;
    private final Staff staff;
    private final Ledger ledger;
    private final long seed;

    Training(Instant start, Staff staff, Ledger ledger, long seed) {
        this.start = start;
        this.staff = staff;
        this.ledger = ledger;
        this.seed = seed;
    }

    /**
     * @param repository that its runs name, if there is one
     * @param service that watches it
     */
    DemoModel write(ModelPlan plan, int experiment, Optional<DemoRepository> repository, DemoService service) {
        Instant begin = start.minus(DemoOrganization.HISTORY).plus(Duration.ofDays(plan.days()));
        DemoModel model = new DemoModel(plan, experiment, begin.minus(Duration.ofDays(1)));
        Dice dice = new Dice(seed, "model " + plan.name());
        Trouble trouble = new Trouble(service, ledger, dice);
        List<String> members = staff.membersOf(plan.owners());
        boolean watched = false;
        for (Instant day = begin; day.isBefore(start.plus(AHEAD)); day = day.plus(plan.days(), ChronoUnit.DAYS)) {
            Instant at = day.truncatedTo(ChronoUnit.DAYS).plus(dice.minutes(8 * 60, 16 * 60));
            if (plan.isRolledBackSoon() && !watched && !at.isBefore(start.minus(Duration.ofDays(4)))) {
                watched = true;
                Instant lately = start.minus(dice.between(Duration.ofHours(60), Duration.ofHours(80)));
                rollBack(model, register(model, runs(model, repository, members, lately, dice), dice), trouble, dice);
            }
            if (at.isBefore(start.minus(Duration.ofDays(4))) || at.isAfter(start.plus(Duration.ofHours(1)))) {
                DemoModel.Version version = register(model, runs(model, repository, members, at, dice), dice);
                if (plan.way() != ModelPlan.Way.NONE && dice.chance(0.8)) {
                    promote(model, version, trouble, dice);
                }
            }
        }
        return model;
    }

    /** Some hours or a day after it was registered; some of those in the past do harm. */
    private void promote(DemoModel model, DemoModel.Version version, Trouble trouble, Dice dice) {
        Instant live = version.at().plus(dice.between(Duration.ofHours(2), Duration.ofHours(40)));
        if (version.at().isBefore(start) && !live.isBefore(start)) {
            return;
        }
        model.promote(version.number(), live);
        if (live.isBefore(start.minus(Duration.ofDays(2))) && dice.chance(0.15)) {
            Instant noticed = live.plus(dice.minutes(20, 600));
            trouble.ofItself(
                    "predictions drift since " + model.plan().name() + " version " + version.number(),
                    noticed,
                    Optional.of(noticed.plusSeconds(300)),
                    Optional.of(noticed.plus(dice.minutes(30, 900))));
        }
    }

    private List<DemoModel.Run> runs(
            DemoModel model, Optional<DemoRepository> repository, List<String> members, Instant at, Dice dice) {
        List<DemoModel.Run> written = new ArrayList<>();
        String user = dice.one(members);
        Instant next = at;
        for (int number = dice.between(2, 6); number > 0; number--) {
            Instant end = next.plus(dice.around(Duration.ofMinutes(70)));
            Instant from = next;
            DemoModel.Run run = new DemoModel.Run(
                    HexFormat.of().withLowerCase().formatHex(id(dice)),
                    user,
                    from,
                    end,
                    number > 1 && dice.chance(0.2),
                    repository.flatMap(found -> head(found, from)));
            model.add(run);
            written.add(run);
            next = end.plus(dice.minutes(2, 60));
        }
        return written;
    }

    /** The last of the runs is the best one. */
    private static DemoModel.Version register(DemoModel model, List<DemoModel.Run> runs, Dice dice) {
        DemoModel.Run best = runs.get(runs.size() - 1);
        return model.register(best.end().plus(dice.minutes(1, 240)), best);
    }

    /** Three minutes after the start it goes to production, where it does harm, and is gone again about four minutes later. */
    private void rollBack(DemoModel model, DemoModel.Version version, Trouble trouble, Dice dice) {
        int before = model.live(start).orElseThrow().version();
        Instant live = start.plus(SOON);
        Instant back = live.plus(SOON).plusSeconds(dice.between(30, 90));
        model.promote(version.number(), live);
        model.promote(before, back);
        trouble.ofItself(
                "false alarms doubled since " + model.plan().name() + " version " + version.number(),
                live.plusSeconds(60),
                Optional.of(live.plusSeconds(90)),
                Optional.of(back.plusSeconds(20)));
    }

    private static byte[] id(Dice dice) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) dice.between(0, 255);
        }
        return bytes;
    }

    /** The commit that was there. */
    private static Optional<String> head(DemoRepository repository, Instant at) {
        return repository.branches().getOrDefault(DemoPullRequest.BASE, List.of()).stream()
                .filter(push -> !push.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(DemoRepository.Push::commit);
    }
}
