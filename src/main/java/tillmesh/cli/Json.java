package tillmesh.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What programs read. */
final class Json {
    private Json() {}

    /** Prints a value as one line of JSON. */
    static void print(Console console, Object value) {
        console.out().println(text(value));
    }

    /** A value as one line of JSON. */
    static String text(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("our own values can be written as JSON", e);
        }
    }
}
