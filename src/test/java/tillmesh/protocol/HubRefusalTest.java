package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.fault.Refusal.Code;

/** Which frames are refused, and that the refusal names the member at fault and the operation. */
final class HubRefusalTest {
    private static final String ORDER = "'type':'LEASE_ACQUIRE','posReference':'R1',";
    private static final String PUBLISH = "'type':'PUBLISH','topic':'a','payload':1,";

    private final HubCodec codec = new HubCodec();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type          | {'opId':'op'}",
                "type          | {'opId':'op','type':5}",
                "type          | {'opId':'op','type':'PONG'}",
                "type          | {'opId':'op','type':'lease_acquire'}",
                "token         | {'opId':'op','type':'AUTH','deviceId':'d'}",
                "deviceId      | {'opId':'op','type':'AUTH','token':''}",
                "deviceId      | {'opId':'op','type':'AUTH','token':'','deviceId':null}",
                "posReference  | {'opId':'op','type':'LEASE_HEARTBEAT'}",
                "posReference  | {'opId':'op','type':'LEASE_HEARTBEAT','posReference':''}",
                "posReference  | {'opId':'op','type':'LEASE_HEARTBEAT','posReference':'a\\u0000b'}",
                "posReference  | {'opId':'op','type':'LEASE_HEARTBEAT','posReference':'a\\ud800'}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1'}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':-1}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':1.5}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':'1'}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':1e19}",
                "baseVersion   | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':1e99999999999}",
                "force         | {'opId':'op','type':'LEASE_ACQUIRE','posReference':'R1','baseVersion':1,'force':1}",
                "finalSnapshot | {'opId':'op','type':'LEASE_RELEASE','posReference':'R1','finalSnapshot':[]}",
                "snapshot      | {'opId':'op','type':'ORDER_SNAPSHOT','posReference':'R1','baseVersion':1}",
                "snapshot      | {'opId':'op','type':'ORDER_SNAPSHOT','posReference':'R1','baseVersion':1,'snapshot':null}",
                "snapshot      | {'opId':'op','type':'ORDER_SNAPSHOT','posReference':'R1','baseVersion':1,'snapshot':'{}'}",
                "configId      | {'opId':'op','type':'ORDER_FINALIZE','posReference':'R1','snapshot':{}}",
                "tableId       | {'opId':'op','type':'TABLE_LOCK_ACQUIRE','tableId':'5'}",
                "tableId       | {'opId':'op','type':'TABLE_LOCK_ACQUIRE','tableId':2147483648}",
                "status        | {'opId':'op','type':'TABLE_UPDATE','tableId':5,'status':''}",
                "posReference  | {'opId':'op','type':'TABLE_UPDATE','tableId':5,'status':'x','posReference':7}",
                "orderType     | {'opId':'op','type':'TICKET_NUMBER_REQUEST','orderType':'dine_in'}",
                "floorId       | {'opId':'op','type':'FLOOR_PLAN_UPDATE','tables':[]}",
                "tables        | {'opId':'op','type':'FLOOR_PLAN_UPDATE','floorId':1,'tables':{}}",
                "layoutMode    | {'opId':'op','type':'FLOOR_PLAN_UPDATE','floorId':1,'tables':[],'layoutMode':'round'}",
                "topic         | {'opId':'op','type':'PUBLISH','topic':'A','payload':1}",
                "topic         | {'opId':'op','type':'PUBLISH','topic':'a*','payload':1}",
                "payload       | {'opId':'op','type':'PUBLISH','topic':'a'}",
                "topics        | {'opId':'op','type':'SUBSCRIBE','topics':[]}",
                "topics        | {'opId':'op','type':'SUBSCRIBE','topics':'a'}",
                "topics        | {'opId':'op','type':'SUBSCRIBE','topics':['a*b']}",
                "topics        | {'opId':'op','type':'SUBSCRIBE','topics':['a',1]}",
                "from          | {'opId':'op','type':'SUBSCRIBE','topics':['a'],'from':''}",
                "what          | {'opId':'op','type':'WATCH','what':[]}",
                "what          | {'opId':'op','type':'WATCH','what':['lanes','LANES']}",
                "caseId        | {'opId':'op','type':'RESOLVE','choice':'mine'}",
                "caseId        | {'opId':'op','type':'RESOLVE','caseId':'','choice':'mine'}",
                "choice        | {'opId':'op','type':'RESOLVE','caseId':'c'}",
                "choice        | {'opId':'op','type':'RESOLVE','caseId':'c','choice':'both'}",
                "choice        | {'opId':'op','type':'RESOLVE','caseId':'c','choice':'MINE'}",
                "twice         | {'opId':'op','type':'HEARTBEAT','type':'HEARTBEAT'}",
                "twice         | {'opId':'op','type':'HEARTBEAT','stranger':1,'stranger':1}",
                "end           | {'opId':'op','type':'HEARTBEAT'} {}",
                "no JSON       | {'opId':'op','type':'HEARTBEAT',}",
                "no JSON       | {'opId':'op','type':'HEARTBEAT'",
                "no JSON       | {'opId':'op',type:'HEARTBEAT'}",
                "no JSON       | {'opId':'op','type':'HEARTBEAT','n':01}",
                "no JSON       | {'opId':'op','type':'HEARTBEAT','n':NaN}",
                "no JSON       | {'opId':'op','type':'HEARTBEAT' /* */}",
            })
    void a_bad_frame_is_refused_by_the_name_of_what_is_wrong(String wrong, String frame) {
        Decoded.Refused refused = refused(json(frame));

        assertEquals(Code.BAD_REQUEST, refused.refusal().code());
        assertEquals("op", refused.opId());
        assertTrue(refused.refusal().reason().contains(wrong), refused.refusal()::reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "5", "'opId'", "['opId','op']", "[{'opId':'op'}]", "{'a':{'opId':'op'}}"})
    void a_frame_that_names_no_operation_is_refused_without_one(String frame) {
        assertEquals(null, refused(json(frame)).opId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "''", "true", "{}", "['op']", "'\\ud800'"})
    void an_operation_without_a_proper_name_is_refused(String opId) {
        Decoded.Refused refused = refused(json("{'type':'HEARTBEAT','opId':" + opId + "}"));

        assertEquals(null, refused.opId());
        assertTrue(refused.refusal().reason().contains("opId"));
    }

    @Test
    void a_free_message_without_an_operation_is_refused() {
        assertTrue(
                refused(json("{" + PUBLISH + "'opId':null}")).refusal().reason().contains("opId"));
    }

    @Test
    void settling_without_an_operation_is_refused() {
        String frame = json("{'type':'RESOLVE','caseId':'c','choice':'mine'}");
        assertTrue(refused(frame).refusal().reason().contains("opId"));
    }

    @Test
    void a_member_that_its_message_does_not_know_may_hold_anything() {
        assertTaken(json("{" + ORDER + "'baseVersion':1,'snapshot':5,'tables':{},'topics':[[]],'payload':{}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e2", "-0", "0e5", "9223372036854775807"})
    void a_whole_number_may_be_written_in_any_way(String number) {
        assertTaken(json("{" + ORDER + "'baseVersion':" + number + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "128  | {'type':'LEASE_HEARTBEAT','posReference':'$'}",
                "64   | {'type':'HEARTBEAT','opId':'$'}",
                "8192 | {'type':'AUTH','deviceId':'','token':'$'}",
                "128  | {'type':'AUTH','deviceId':'$','token':''}",
                "64   | {'type':'TABLE_UPDATE','tableId':1,'status':'$'}",
                "128  | {'type':'TABLE_UPDATE','tableId':1,'status':'x','posReference':'$'}",
                "64   | {'type':'PUBLISH','topic':'$','payload':1,'opId':'op'}",
                "128  | {'type':'PUBLISH','topic':'a','subject':'$','payload':1,'opId':'op'}",
                "64   | {'type':'SUBSCRIBE','topics':['$']}",
                "64   | {'type':'SUBSCRIBE','topics':['$*']}",
                "64   | {'type':'RESOLVE','caseId':'$','choice':'mine','opId':'op'}",
                "256  | {'type':'SUBSCRIBE','topics':['a'],'from':'$'}",
            })
    void a_text_of_the_greatest_length_is_taken_and_a_longer_one_is_refused(int max, String frame) {
        assertTaken(json(frame).replace("$", "x".repeat(max)));
        refused(json(frame).replace("$", "x".repeat(max + 1)));
    }

    @Test
    void thirty_two_topics_are_taken_and_one_more_is_refused() {
        assertTaken(subscription(HubReader.TOPICS_MAX));
        refused(subscription(HubReader.TOPICS_MAX + 1));
    }

    @Test
    void a_payload_of_256_kib_is_taken_and_a_longer_one_is_too_large() {
        int inQuotes = HubReader.PAYLOAD_BYTES_MAX - 2;
        assertTaken(publish("x".repeat(inQuotes)));
        assertTaken(publish("é".repeat(inQuotes / 2)));
        assertTaken(publish("🍕".repeat(inQuotes / 4)));

        for (String payload :
                new String[] {"x".repeat(inQuotes + 1), "é".repeat(inQuotes / 2 + 1), "漢".repeat(90_000)}) {
            Decoded.Refused refused = refused(publish(payload));
            assertEquals(Code.TOO_LARGE, refused.refusal().code());
            assertEquals("op", refused.opId());
        }
    }

    @Test
    void a_refusal_does_not_repeat_what_the_client_said() {
        for (String frame :
                new String[] {"secret", "{'token':secret}", "{'type':'secret'}", "{'secret':1,'secret':1}"}) {
            assertFalse(refused(json(frame)).refusal().reason().contains("secret"), frame);
        }
    }

    private static String publish(String payload) {
        return json("{'type':'PUBLISH','topic':'a','opId':'op','payload':'" + payload + "'}");
    }

    private static String subscription(int topics) {
        String list = IntStream.range(0, topics).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        return json("{'type':'SUBSCRIBE','topics':[" + list + "]}");
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    private void assertTaken(String frame) {
        Decoded decoded = codec.decode(frame);
        assertInstanceOf(Decoded.Asked.class, decoded, decoded::toString);
    }

    private Decoded.Refused refused(String frame) {
        return assertInstanceOf(Decoded.Refused.class, codec.decode(frame), frame);
    }
}
