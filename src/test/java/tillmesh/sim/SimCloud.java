package tillmesh.sim;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.CloudListener;
import tillmesh.cloud.CloudRules;
import tillmesh.cloud.Trouble;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/**
 * The cloud of a shop: it loses answers after it has stored, stores late, refuses, is closed for maintenance, and between it
 * and a lane may stand a portal that answers anything. What it has stored, it has.
 */
final class SimCloud {
    /** Soon, since a day is short. */
    private static final Duration ADOPT_AFTER = Duration.ofSeconds(12);

    private static final long TIME_OUT_MILLIS = 15_000;
    private static final long TOGETHER_MILLIS = 20_000;

    private final Stage stage;
    private final Dice dice;
    private final FarLedger ledger = new FarLedger();
    private final boolean namesEach;
    private final CloudLie lie;
    private final Set<LaneId> offline = new HashSet<>();
    private final SimSenders senders = new SimSenders();
    private long closedUntil;
    private long lockedUntil;
    private boolean mute;
    private boolean oneAtATime;
    private int badPercent;
    private int slowMillis;

    SimCloud(Stage stage, CloudLie lie) {
        this.stage = stage;
        this.dice = stage.dice().split();
        this.namesEach = dice.oneIn(2);
        this.lie = lie;
    }

    CloudRules rules() {
        boolean never = lie == CloudLie.NOBODY_ADOPTS;
        return new CloudRules(Duration.ofSeconds(5), never ? Duration.ofDays(9) : ADOPT_AFTER);
    }

    FarLedger ledger() {
        return ledger;
    }

    /** It must hear of one thing at a time. Before the first lane starts. */
    void oneAtATime() {
        oneAtATime = true;
    }

    /** A lane has no line to it any more. */
    void cutOff(LaneId lane) {
        offline.add(lane);
    }

    /** From now on nobody is answered. */
    void swallow() {
        mute = true;
    }

    /** Who has sent what. */
    SimSenders senders() {
        return senders;
    }

    /** The lanes that have sent something of a stream. */
    Set<LaneId> senders(Stream stream) {
        return senders.of(stream).keySet();
    }

    /** From now on everything goes as it should. */
    void fine() {
        offline.clear();
        mute = false;
        closedUntil = 0;
        lockedUntil = 0;
        badPercent = 0;
        slowMillis = 0;
    }

    /** Something changes. @param lane whose line to the cloud may change */
    void mood(LaneId lane) {
        switch (dice.nextInt(8)) {
            case 0 -> {
                closedUntil = stage.agenda().millis() + dice.between(1_000, 60_000);
                stage.seen().saw(Sighting.CLOUD_CLOSED);
            }
            case 1 -> offline.add(lane);
            case 2 -> badPercent = dice.between(0, 60);
            case 3 -> slowMillis = dice.between(0, 14_000);
            case 4 -> {
                if (lockedUntil == 0) {
                    lockedUntil = stage.agenda().millis() + dice.between(1_000, 20_000);
                }
            }
            default -> {
                long locked = lockedUntil;
                fine();
                lockedUntil = locked;
            }
        }
    }

    /** The way of one life of a lane to it. */
    Cloud line(LaneId lane, Stream life) {
        return new Line(lane, life);
    }

    /** What a lane tells of it goes to the log. */
    CloudListener log(LaneId lane) {
        return new CloudListener() {
            @Override
            public void down(String cloud, String why) {
                stage.log().add(lane + " has no receipts: " + why);
            }

            @Override
            public void up(String cloud) {
                stage.log().add(lane + " has receipts again");
            }

            @Override
            public void stored(String cloud, EntryId entry) {
                throw new AssertionError("nobody asked for " + entry + " to be sent again");
            }

            @Override
            public void aside(String cloud, EntryId entry, String reason) {
                stage.log().add(lane + ": " + cloud + " refuses " + entry + ": " + reason);
                stage.seen().saw(Sighting.POISON_SET_ASIDE);
            }
        };
    }

    private final class Line implements Cloud {
        private final LaneId lane;
        private final Stream life;
        private final Set<LaneId> underWay = new HashSet<>();

        Line(LaneId lane, Stream life) {
            this.lane = lane;
            this.life = life;
        }

        @Override
        public String name() {
            return SimNode.CLOUD;
        }

        @Override
        public boolean oneAtATime() {
            return oneAtATime;
        }

        @Override
        public void store(Batch batch, Consumer<Answer> answered) {
            stage.log().add(lane + " sends " + batch.entries().get(0).id() + " and " + (batch.size() - 1) + " more");
            sighted(batch);
            stage.agenda().in(dice.between(1, 20 + slowMillis), () -> arrived(batch, answer(batch.stream(), answered)));
        }

        private Consumer<Answer> answer(Stream stream, Consumer<Answer> answered) {
            LaneId origin = stream.origin();
            Violation.unless(underWay.add(origin), "cloud: %s sends two batches of %s at once", lane, origin);
            senders.begun();
            return answer -> {
                senders.over();
                underWay.remove(origin);
                answered.accept(answer);
            };
        }

        private void sighted(Batch batch) {
            Stream stream = batch.stream();
            if (!stream.origin().equals(lane)) {
                stage.seen().saw(Sighting.ADOPTED);
            }
            Map<LaneId, Long> of = senders.of(stream);
            of.put(lane, stage.agenda().millis());
            long together = of.values().stream()
                    .filter(at -> stage.agenda().millis() - at < TOGETHER_MILLIS)
                    .count();
            if (together > 1) {
                stage.seen().saw(Sighting.TWO_UPLOADERS);
            }
            if (stream.equals(life)) {
                return;
            }
            if (stream.origin().equals(lane) && of.size() > 1) {
                stage.seen().saw(Sighting.RETURNED_AND_WENT_ON);
            }
        }

        private void arrived(Batch batch, Consumer<Answer> answered) {
            if (mute) {
                lost(batch);
            } else if (offline.contains(lane)) {
                later(TIME_OUT_MILLIS, answered, Answer.Failed.of(Trouble.UNKNOWN, "connecting took too long"));
            } else if (stage.agenda().millis() < closedUntil) {
                Duration wait = dice.oneIn(2) ? null : Duration.ofSeconds(dice.between(0, 20));
                later(5, answered, new Answer.Failed(Trouble.UNKNOWN, wait, "503"));
            } else if (stage.agenda().millis() < lockedUntil) {
                later(5, answered, Answer.Failed.of(Trouble.NOT_ALLOWED, "401"));
            } else if (dice.nextInt(100) < badPercent) {
                badly(batch, answered);
            } else {
                later(dice.between(1, 60), answered, stored(batch));
            }
        }

        private void badly(Batch batch, Consumer<Answer> answered) {
            Answer.Failed silence = Answer.Failed.of(Trouble.UNKNOWN, "no answer in time");
            switch (dice.nextInt(8)) {
                case 0 -> {
                    stored(batch);
                    stage.seen().saw(Sighting.STORED_AND_SILENT);
                    later(TIME_OUT_MILLIS, answered, silence);
                }
                case 1 -> {
                    // The request hangs somewhere, and arrives when it has been sent again already.
                    stage.agenda().in(dice.between(10_000, 60_000), () -> stored(batch));
                    later(TIME_OUT_MILLIS, answered, silence);
                }
                case 2 -> lost(batch);
                case 3 -> later(9, answered, Answer.Failed.of(Trouble.UNKNOWN, "a page came instead of a receipt"));
                case 4 -> later(9, answered, wrong(batch));
                case 5 -> later(9, answered, part(batch));
                case 6 -> later(9, answered, new Answer.Failed(Trouble.UNKNOWN, Duration.ofSeconds(7), "429"));
                default -> {
                    Trouble trouble = batch.size() > 3 ? Trouble.TOO_LARGE : Trouble.UNKNOWN;
                    later(9, answered, Answer.Failed.of(trouble, "413, or 500"));
                }
            }
        }

        private void lost(Batch batch) {
            underWay.remove(batch.stream().origin());
            stage.seen().saw(Sighting.NEVER_ANSWERED);
        }

        private void later(long millis, Consumer<Answer> answered, Answer answer) {
            stage.agenda().in(millis, () -> answered.accept(answer));
        }

        @Override
        public void close() {
            // Lives end without a word.
        }
    }

    private Answer stored(Batch batch) {
        boolean bad = batch.entries().stream().filter(ledger::poison).count() > 0;
        if (bad && !namesEach) {
            return Answer.Failed.of(Trouble.REFUSED, "no such product");
        }
        ledger.take(lie.kept(batch.entries()));
        Map<EntryId, String> refused = batch.entries().stream()
                .filter(ledger::poison)
                .collect(Collectors.toMap(Entry::id, entry -> "no such product"));
        return new Answer.Named(ids(batch, refused.keySet()), refused);
    }

    private static Set<EntryId> ids(Batch batch, Set<EntryId> without) {
        return batch.entries().stream()
                .map(Entry::id)
                .filter(id -> !without.contains(id))
                .collect(Collectors.toSet());
    }

    // Stores nothing, and says that it did, of something else.
    private Answer wrong(Batch batch) {
        if (dice.oneIn(2)) {
            return new Answer.Counted(batch.size() + dice.nextInt(2), Hash.ZERO);
        }
        Set<EntryId> ids = new HashSet<>(ids(batch, Set.of()));
        ids.add(new EntryId(new Stream(batch.stream().origin(), dice.nextInt()), 1));
        return new Answer.Named(ids, Map.of());
    }

    private Answer part(Batch batch) {
        Batch front = new Batch(batch.entries().subList(0, dice.between(1, batch.size())));
        return stored(front);
    }
}
