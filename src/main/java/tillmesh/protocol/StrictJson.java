package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** JSON read as a stream and by the letter of RFC 8259, with limits. Stateless, any thread. */
final class StrictJson {
    /** How deep objects and arrays may be nested, the outermost counted. */
    static final int DEPTH_MAX = 32;
    /** How many characters a number may have. */
    static final int NUMBER_LENGTH_MAX = 1_000;
    /** How many characters a number may have that must be whole: no such number that fits a long is longer in earnest. */
    static final int WHOLE_LENGTH_MAX = 40;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names come from strangers: interning them would keep them for good.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .build();

    private StrictJson() {}

    /** Reads what stands inside one object or array; the parser is at its opening token and must be left at its closing one. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException, BadFrame;
    }

    /**
     * Reads a text that is exactly one object or array.
     *
     * @param opening {@code START_OBJECT} or {@code START_ARRAY}
     * @throws BadFrame when the text is anything else, or exceeds a limit
     */
    static <T> T read(String text, JsonToken opening, Reading<T> reading) throws BadFrame {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                if (parser.nextToken() != opening) {
                    throw BadFrame.because(
                            opening == JsonToken.START_OBJECT ? "This is no JSON object." : "This is no JSON array.");
                }
                T read = reading.read(parser);
                if (parser.nextToken() != null) {
                    throw BadFrame.because("Something follows the end of the JSON text.");
                }
                return read;
            } catch (StreamConstraintsException limit) {
                boolean depth = parser.getParsingContext().getNestingDepth() > DEPTH_MAX;
                throw BadFrame.because(
                        depth
                                ? "The JSON is nested deeper than " + DEPTH_MAX + " levels."
                                : "The JSON holds a number of more than " + NUMBER_LENGTH_MAX
                                        + " characters, or a name or text out of all proportion.");
            }
        } catch (JsonProcessingException notJson) {
            throw notJson(notJson.getLocation());
        } catch (IOException noSource) {
            throw new AssertionError("a text in memory cannot fail to be read", noSource);
        }
    }

    /** The parser's own message quotes the text, and may quote a secret with it: only the place is told. */
    private static BadFrame notJson(@Nullable JsonLocation place) {
        return BadFrame.because("This is no JSON"
                + (place == null ? "." : ": it goes wrong at character " + place.getCharOffset() + "."));
    }

    /** The value of a JSON number that is whole, {@code 3}, {@code 3.0} and {@code 3e2} alike; null when it is not, or fits no long. */
    static @Nullable Long whole(String number) {
        if (number.length() > WHOLE_LENGTH_MAX) {
            return null;
        }
        try {
            return new BigDecimal(number).longValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            return null;
        }
    }
}
