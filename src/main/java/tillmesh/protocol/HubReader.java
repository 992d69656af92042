package tillmesh.protocol;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tillmesh.protocol.Request.Choice;
import tillmesh.protocol.Request.What;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderType;
import tillmesh.shop.ScreenId;

/** The requests of the hub dialect: which members each has, of what form and range. Stateless, any thread. */
final class HubReader {
    /** Most characters of a sign-in token. */
    static final int TOKEN_LENGTH_MAX = 8_192;
    /** Most characters of a client's name for an operation. */
    static final int OP_ID_LENGTH_MAX = 64;
    /** Most characters of a table's status. */
    static final int STATUS_LENGTH_MAX = 64;
    /** Most characters of a free message's subject. */
    static final int SUBJECT_LENGTH_MAX = 128;
    /** Most characters of a topic, or of a prefix without its star. */
    static final int TOPIC_LENGTH_MAX = 64;
    /** Most topics of one subscription. */
    static final int TOPICS_MAX = 32;
    /** Most characters of a cursor that comes back. */
    static final int CURSOR_LENGTH_MAX = 256;
    /** Most characters of the name of a case. */
    static final int CASE_ID_LENGTH_MAX = 64;
    /** Most characters of a register's name. */
    static final int REGISTER_NAME_LENGTH_MAX = 64;
    /** Most bytes of a free message's payload, as UTF-8. */
    static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9._:-]{1," + TOPIC_LENGTH_MAX + "}");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9._:-]{0," + TOPIC_LENGTH_MAX + "}\\*");
    private static final Map<String, What> WATCHED = Stream.of(What.values())
            .collect(toUnmodifiableMap(what -> what.name().toLowerCase(Locale.ROOT), what -> what));
    private static final Map<String, Choice> CHOICES = Stream.of(Choice.values())
            .collect(toUnmodifiableMap(choice -> choice.name().toLowerCase(Locale.ROOT), choice -> choice));
    private static final Set<String> LAYOUTS = Set.of("free", "grid", "perimeter_center");

    private final Map<String, Reading> readings = Map.ofEntries(
            entry("AUTH", HubReader::auth),
            entry("LEASE_ACQUIRE", m -> new Request.AskLease(order(m), baseVersion(m), m.flag("force"))),
            entry("LEASE_RELEASE", m -> new Request.ReleaseLease(order(m), m.snapshotOrNull("finalSnapshot"))),
            entry("LEASE_HEARTBEAT", m -> new Request.RenewLease(order(m))),
            entry("ORDER_SNAPSHOT", m -> new Request.SaveOrder(order(m), baseVersion(m), m.snapshot("snapshot"))),
            entry("ORDER_FINALIZE", HubReader::finalizeOrder),
            entry("TABLE_UPDATE", HubReader::updateTable),
            entry("TABLE_LOCK_ACQUIRE", m -> new Request.LockTable(table(m))),
            entry("TABLE_LOCK_RELEASE", m -> new Request.UnlockTable(table(m))),
            entry("TABLE_LOCK_HEARTBEAT", m -> new Request.RenewTableLock(table(m))),
            entry("TABLE_LOCK_FORCE_ACQUIRE", m -> new Request.ForceTableLock(table(m))),
            entry("TICKET_NUMBER_REQUEST", HubReader::askTicket),
            entry("FLOOR_PLAN_UPDATE", HubReader::changeFloorPlan),
            entry(WireNames.HEARTBEAT, m -> new Request.RenewAll()),
            entry("PUBLISH", HubReader::publish),
            entry("SUBSCRIBE", HubReader::subscribe),
            entry("WATCH", HubReader::watch),
            entry("RESOLVE", HubReader::resolve),
            entry("REGISTER_CREATE", HubReader::makeRegister),
            entry("REGISTER_RETRY", HubReader::retryRegister));

    /** How one message becomes a request. */
    @FunctionalInterface
    private interface Reading {
        Request read(FrameMembers members) throws BadFrame;
    }

    /** The name of the operation, or null when the client wants no acknowledgement. */
    static @Nullable String opId(FrameMembers members) throws BadFrame {
        return members.textOrNull("opId", 1, OP_ID_LENGTH_MAX);
    }

    /** Reads the request. @throws BadFrame naming the member at fault */
    Request read(FrameMembers members) throws BadFrame {
        Reading reading = readings.get(members.text("type", 1, 64));
        if (reading == null) {
            throw BadFrame.because("This type of message is unknown.");
        }
        return reading.read(members);
    }

    private static OrderRef order(FrameMembers members) throws BadFrame {
        return new OrderRef(members.text("posReference", 1, OrderRef.LENGTH_MAX));
    }

    private static long baseVersion(FrameMembers members) throws BadFrame {
        return members.whole("baseVersion", 0, Long.MAX_VALUE);
    }

    private static int table(FrameMembers members) throws BadFrame {
        return members.integer("tableId");
    }

    private static Request auth(FrameMembers members) throws BadFrame {
        return new Request.Auth(
                members.text("token", 0, TOKEN_LENGTH_MAX), members.text("deviceId", 0, ScreenId.LENGTH_MAX));
    }

    private static Request finalizeOrder(FrameMembers members) throws BadFrame {
        return new Request.FinalizeOrder(
                order(members),
                members.snapshot("snapshot"),
                members.whole("configId", Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static Request updateTable(FrameMembers members) throws BadFrame {
        return new Request.UpdateTable(
                table(members),
                members.text("status", 1, STATUS_LENGTH_MAX),
                members.textOrNull("posReference", 1, OrderRef.LENGTH_MAX));
    }

    private static Request askTicket(FrameMembers members) throws BadFrame {
        OrderType type = OrderType.ofWire(members.text("orderType", 0, 64));
        if (type == null) {
            throw BadFrame.because("orderType must be takeout or delivery.");
        }
        return new Request.AskTicket(type);
    }

    private static Request changeFloorPlan(FrameMembers members) throws BadFrame {
        String layoutMode = members.textOrNull("layoutMode", 0, 64);
        if (layoutMode != null && !LAYOUTS.contains(layoutMode)) {
            throw BadFrame.because("layoutMode must be free, grid or perimeter_center.");
        }
        return new Request.ChangeFloorPlan(members.integer("floorId"), members.array("tables"), layoutMode);
    }

    private static Request publish(FrameMembers members) throws BadFrame {
        if (opId(members) == null) {
            throw BadFrame.because("opId is missing: a free message needs one.");
        }
        String topic = members.text("topic", 1, TOPIC_LENGTH_MAX);
        if (!TOPIC.matcher(topic).matches()) {
            throw BadFrame.because("topic must be made of a-z, 0-9, '.', '_', ':' and '-'.");
        }
        String subject = members.textOrNull("subject", 0, SUBJECT_LENGTH_MAX);
        return new Request.Publish(topic, subject, members.any("payload", PAYLOAD_BYTES_MAX));
    }

    private static Request subscribe(FrameMembers members) throws BadFrame {
        List<String> topics = members.texts("topics", TOPICS_MAX, TOPIC_LENGTH_MAX + 1);
        for (String topic : topics) {
            if (!TOPIC.matcher(topic).matches() && !PREFIX.matcher(topic).matches()) {
                throw BadFrame.because(
                        "topics must be made of a-z, 0-9, '.', '_', ':' and '-', with a '*' at most at the end.");
            }
        }
        return new Request.Subscribe(topics, members.textOrNull("from", 1, CURSOR_LENGTH_MAX));
    }

    private static Request watch(FrameMembers members) throws BadFrame {
        EnumSet<What> wanted = EnumSet.noneOf(What.class);
        for (String word : members.texts("what", What.values().length, 64)) {
            What what = WATCHED.get(word);
            if (what == null) {
                throw BadFrame.because("what must be a list of lanes, safety, review, registers, board and problems.");
            }
            wanted.add(what);
        }
        return new Request.Watch(Collections.unmodifiableSet(wanted));
    }

    private static Request makeRegister(FrameMembers members) throws BadFrame {
        if (opId(members) == null) {
            throw BadFrame.because("opId is missing: making a register needs one.");
        }
        return new Request.MakeRegister(members.text("name", 1, REGISTER_NAME_LENGTH_MAX), members.flag("cash"));
    }

    private static Request retryRegister(FrameMembers members) throws BadFrame {
        if (opId(members) == null) {
            throw BadFrame.because("opId is missing: having a register tried again needs one.");
        }
        return new Request.RetryRegister(members.text("registerId", 1, CASE_ID_LENGTH_MAX));
    }

    private static Request resolve(FrameMembers members) throws BadFrame {
        if (opId(members) == null) {
            throw BadFrame.because("opId is missing: settling a case needs one.");
        }
        String caseId = members.text("caseId", 1, CASE_ID_LENGTH_MAX);
        Choice choice = CHOICES.get(members.text("choice", 0, 64));
        if (choice == null) {
            throw BadFrame.because("choice must be theirs or mine.");
        }
        return new Request.Resolve(caseId, choice);
    }
}
