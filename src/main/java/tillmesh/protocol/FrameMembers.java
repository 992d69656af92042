package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.OrderSnapshot;

/**
 * The outer members of one frame, found in one pass. Nothing is judged before somebody asks for a member by name, so a
 * member that a message does not know may hold anything; whoever asks gets a value of the right form or a {@link BadFrame}
 * that names the member. A member of {@code null} counts as absent where it may be absent. One thread.
 */
final class FrameMembers {
    /** The members whose facts are read while passing over them. */
    private static final Set<String> SNAPSHOTS = Set.of("snapshot", "finalSnapshot");

    private final String frame;
    private final Map<String, Member> members = new HashMap<>();

    /** Where a value stands in the frame. @param text its characters unescaped when it is a string, else empty */
    private record Member(
            JsonToken token,
            int start,
            int end,
            String text,
            @Nullable SnapshotPeek peek) {}

    private FrameMembers(String frame) {
        this.frame = frame;
    }

    /** Passes over a frame. @throws BadFrame when it is not one JSON object, exceeds a limit, or names a member twice */
    static FrameMembers of(String frame) throws BadFrame {
        FrameMembers members = new FrameMembers(frame);
        return StrictJson.read(frame, JsonToken.START_OBJECT, members::fill);
    }

    private FrameMembers fill(JsonParser parser) throws IOException, BadFrame {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (members.put(name, member(name, parser)) != null) {
                throw BadFrame.because("A member of the message is there twice.");
            }
        }
        return this;
    }

    private static Member member(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        SnapshotPeek peek = null;
        if (token == JsonToken.START_OBJECT && SNAPSHOTS.contains(name)) {
            peek = SnapshotPeek.over(parser);
        } else {
            parser.skipChildren();
        }
        // Reading the text also finishes a string that the parser would otherwise leave half read, and with it the end.
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        return new Member(token, start, (int) parser.currentLocation().getCharOffset(), text, peek);
    }

    /** A required text. @param min fewest characters @param max most characters */
    String text(String name, int min, int max) throws BadFrame {
        Member member = required(name);
        if (member.token != JsonToken.VALUE_STRING) {
            throw BadFrame.because(name + " must be a text.");
        }
        return Texts.fit(name, member.text, min, max);
    }

    /** As {@link #text}, or null when absent. */
    @Nullable
    String textOrNull(String name, int min, int max) throws BadFrame {
        return has(name) ? text(name, min, max) : null;
    }

    /** A required list of texts. @param countMax most items, at least one is needed @param lengthMax most characters of one */
    List<String> texts(String name, int countMax, int lengthMax) throws BadFrame {
        Member member = required(name);
        if (member.token != JsonToken.START_ARRAY) {
            throw BadFrame.because(name + " must be a list.");
        }
        List<String> texts = StrictJson.read(raw(member), JsonToken.START_ARRAY, parser -> {
            List<String> found = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING || found.size() == countMax) {
                    throw BadFrame.because(name + " must be a list of 1 to " + countMax + " texts.");
                }
                found.add(Texts.fit(name, parser.getText(), 1, lengthMax));
            }
            return found;
        });
        if (texts.isEmpty()) {
            throw BadFrame.because(name + " must be a list of 1 to " + countMax + " texts.");
        }
        return List.copyOf(texts);
    }

    /** A required whole number. */
    long whole(String name, long min, long max) throws BadFrame {
        Member member = required(name);
        Long value = member.token.isNumeric() ? StrictJson.whole(raw(member)) : null;
        if (value == null || value < min || value > max) {
            throw BadFrame.because(name + " must be a whole number from " + min + " to " + max + ".");
        }
        return value;
    }

    /** A required whole number that fits an {@code int}. */
    int integer(String name) throws BadFrame {
        return (int) whole(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A boolean, false when absent. */
    boolean flag(String name) throws BadFrame {
        if (!has(name)) {
            return false;
        }
        JsonToken token = required(name).token;
        if (!token.isBoolean()) {
            throw BadFrame.because(name + " must be true or false.");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** A required order, with the facts that were read in passing. @param name one of {@link #SNAPSHOTS} */
    OrderSnapshot snapshot(String name) throws BadFrame {
        Member member = required(name);
        if (member.peek == null) {
            throw BadFrame.because(name + " must be a JSON object.");
        }
        return member.peek.with(raw(member));
    }

    /** As {@link #snapshot}, or null when absent. */
    @Nullable
    OrderSnapshot snapshotOrNull(String name) throws BadFrame {
        return has(name) ? snapshot(name) : null;
    }

    /** The exact characters of a required array. */
    String array(String name) throws BadFrame {
        Member member = required(name);
        if (member.token != JsonToken.START_ARRAY) {
            throw BadFrame.because(name + " must be a list.");
        }
        return raw(member);
    }

    /** The exact characters of a required value of any kind, {@code null} included. @param bytesMax most bytes as UTF-8 */
    String any(String name, int bytesMax) throws BadFrame {
        Member member = members.get(name);
        if (member == null) {
            throw missing(name);
        }
        String raw = raw(member);
        if (Texts.utf8Bytes(raw) > bytesMax) {
            throw BadFrame.tooLarge(name + " is longer than " + bytesMax + " bytes.");
        }
        return raw;
    }

    /** Whether some member holds an object or array. */
    boolean nested() {
        return members.values().stream().anyMatch(member -> member.token.isStructStart());
    }

    private boolean has(String name) {
        Member member = members.get(name);
        return member != null && member.token != JsonToken.VALUE_NULL;
    }

    private Member required(String name) throws BadFrame {
        Member member = members.get(name);
        if (member == null) {
            throw missing(name);
        }
        return member;
    }

    private static BadFrame missing(String name) {
        return BadFrame.because(name + " is missing.");
    }

    private String raw(Member member) {
        return frame.substring(member.start, member.end);
    }
}
