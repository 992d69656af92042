package tillmesh.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tillmesh.sim.Dice;

/** Damaged frames: nothing is thrown, and no operation is taken for another. */
final class HubMutationTest {
    private static final int RUNS = 4_000;
    private static final Pattern OP_ID = Pattern.compile("\"opId\" ?: ?\"[^\"]*\"");

    private final HubCodec codec = new HubCodec();
    private final ObjectMapper other = new ObjectMapper();
    // In a fixed order, so that a seed always meets the same frame.
    private final List<Map.Entry<String, Envelope>> goldens = GoldenRequests.ALL.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .toList();

    @Test
    void a_frame_with_one_wrong_byte_is_never_taken_for_another_operation() {
        Dice.throwing(RUNS, dice -> {
            var golden = dice.oneOf(goldens);
            byte[] frame = Golden.frame(golden.getKey()).getBytes(UTF_8);
            int at = dice.nextInt(frame.length);
            boolean insideOpId = insideOpId(new String(frame, UTF_8), at);

            String mutated = new String(mutated(dice, frame, at), UTF_8);

            assertTakenAsTold(mutated);
            if (!insideOpId && codec.decode(mutated) instanceof Decoded.Asked asked) {
                assertEquals(golden.getValue().opId(), asked.envelope().opId(), mutated);
            }
        });
    }

    @Test
    void a_frame_with_many_wrong_bytes_never_throws() {
        Dice.throwing(RUNS, dice -> {
            byte[] frame = Golden.frame(dice.oneOf(goldens).getKey()).getBytes(UTF_8);
            for (int left = dice.between(2, 12); left > 0 && frame.length > 0; left--) {
                frame = mutated(dice, frame, dice.nextInt(frame.length));
            }

            assertTakenAsTold(new String(frame, UTF_8));
        });
    }

    @Test
    void noise_never_throws() {
        Dice.throwing(RUNS, dice -> assertTakenAsTold(dice.text(60)));
    }

    @Test
    void a_frame_that_breaks_off_anywhere_is_refused() throws IOException {
        for (var golden : goldens) {
            String frame = Golden.frame(golden.getKey()).strip();
            for (int length = 0; length < frame.length(); length++) {
                String broken = frame.substring(0, length);
                assertInstanceOf(Decoded.Refused.class, codec.decode(broken), broken);
                codec.peekOpId(broken);
                codec.isPing(broken);
            }
        }
    }

    /** If the frame is accepted, then under the operation that another parser reads from it. */
    private void assertTakenAsTold(String frame) throws IOException {
        codec.isPing(frame);
        codec.peekOpId(frame);
        if (codec.decode(frame) instanceof Decoded.Asked asked) {
            JsonNode told = other.readTree(frame).path("opId");
            assertEquals(
                    told.isTextual() ? told.textValue() : null, asked.envelope().opId(), frame);
        }
    }

    private static boolean insideOpId(String frame, int at) {
        var member = OP_ID.matcher(frame);
        return member.find() && at >= member.start() && at < member.end();
    }

    /** Changes, removes, doubles or inserts one byte. */
    private static byte[] mutated(Dice dice, byte[] frame, int at) {
        byte[] longer = new byte[frame.length + 1];
        System.arraycopy(frame, 0, longer, 0, at);
        System.arraycopy(frame, at, longer, at + 1, frame.length - at);
        byte any = dice.oneIn(2) ? (byte) dice.nextInt() : (byte) "{}[]\",:\\0 e-".charAt(dice.nextInt(12));
        switch (dice.nextInt(3)) {
            case 0 -> {
                frame[at] = any;
                return frame;
            }
            case 1 -> {
                System.arraycopy(frame, at + 1, frame, at, frame.length - at - 1);
                return Arrays.copyOf(frame, frame.length - 1);
            }
            default -> {
                longer[at] = dice.oneIn(2) ? any : longer[at];
                return longer;
            }
        }
    }
}
