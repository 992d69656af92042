package tillmesh.box;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function is called with.
 *
 * @param arguments all but the messages
 * @param messages in their order; null when there are none
 */
record Call(ObjectNode arguments, @Nullable List<Sent> messages) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One message of a call. @param head all but its payload @param data that, to the letter; empty when it has none */
    record Sent(ObjectNode head, String data) {}

    /** @throws IOException when it is no JSON object, or its messages are none */
    static Call read(String body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            ObjectNode arguments = JSON.createObjectNode();
            List<Sent> messages = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                require(parser.nextToken() != null);
                if (name.equals("messages")) {
                    messages = messages(parser, body);
                } else {
                    arguments.set(name, JSON.readTree(parser));
                }
            }
            require(parser.nextToken() == null);
            return new Call(arguments, messages);
        }
    }

    private static List<Sent> messages(JsonParser parser, String body) throws IOException {
        List<Sent> messages = new ArrayList<>();
        require(parser.currentToken() == JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_OBJECT);
            messages.add(message(parser, body));
        }
        return messages;
    }

    // The letters of a payload are what its hash is over, so it is cut out of the text and not read.
    private static Sent message(JsonParser parser, String body) throws IOException {
        ObjectNode head = JSON.createObjectNode();
        String data = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            require(parser.nextToken() != null);
            if (name.equals("data")) {
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                data = body.substring(from, (int) parser.currentLocation().getCharOffset());
            } else {
                head.set(name, JSON.readTree(parser));
            }
        }
        return new Sent(head, data);
    }

    private static void require(boolean so) throws IOException {
        if (!so) {
            throw new IOException("not the form of a call");
        }
    }
}
