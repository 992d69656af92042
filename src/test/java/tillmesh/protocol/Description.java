package tillmesh.protocol;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;

/**
 * A description of what a node says, out of the jar, whose schemas can be asked. They are read strictly: an object may have
 * the members that its schema names and no others, so that nothing can be said that is not described.
 */
public final class Description {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode tree;
    private final JsonNode strict;

    private Description(JsonNode tree) {
        this.tree = tree;
        this.strict = closed(tree.deepCopy());
    }

    /** @param file in {@code tillmesh/protocol}, such as {@code asyncapi.json} */
    public static Description of(String file) {
        try (InputStream in = Description.class.getResourceAsStream(file)) {
            return new Description(EXACT.readTree(Objects.requireNonNull(in, file)));
        } catch (IOException e) {
            throw new AssertionError(file + " is no JSON", e);
        }
    }

    /** All of it. */
    public JsonNode tree() {
        return tree;
    }

    /** A value as exact as its text. */
    public static JsonNode exact(String json) throws IOException {
        return EXACT.readTree(json);
    }

    /** What is wrong with a value, empty when nothing is. @param pointer of the schema, such as {@code /components/schemas/OpId} */
    public Set<ValidationMessage> wrong(String pointer, JsonNode value) {
        return schema(pointer).validate(value);
    }

    private JsonSchema schema(String pointer) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$ref", "#" + pointer);
        root.set("components", strict.path("components"));
        root.set("paths", strict.path("paths"));
        return SCHEMAS.getSchema(root);
    }

    private static JsonNode closed(JsonNode any) {
        any.forEach(Description::closed);
        if (any instanceof ObjectNode schema
                && schema.path("type").asText().equals("object")
                && schema.has("properties")
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        return any;
    }
}
