package tillmesh.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which members were seen in values of each object schema, and how often: whether a schema tells what is always there. */
final class Sightings {
    private final JsonNode root;
    private final Map<String, Integer> objects = new TreeMap<>();
    private final Map<String, Map<String, Integer>> members = new TreeMap<>();
    private final Set<String> nulls = new TreeSet<>();
    private final Set<String> values = new TreeSet<>();

    Sightings(JsonNode root) {
        this.root = root;
    }

    /** Looks at a value of the schema at that place. */
    void look(String pointer, JsonNode value) {
        JsonNode schema = root.at(pointer);
        JsonNode reference = schema.has("anyOf") ? schema.at("/anyOf/0/$ref") : schema.path("$ref");
        (value.isNull() ? nulls : values).add(pointer);
        if (!reference.isMissingNode()) {
            look(reference.asText().substring(1), value);
        } else if (value.isArray()) {
            value.forEach(item -> look(pointer + "/items", item));
        } else if (value.isObject()
                && schema.has("properties")
                && !schema.path("additionalProperties").asBoolean()) {
            objects.merge(pointer, 1, Integer::sum);
            Map<String, Integer> seen = members.computeIfAbsent(pointer, any -> new TreeMap<>());
            value.properties().forEach(member -> {
                seen.merge(member.getKey(), 1, Integer::sum);
                look(pointer + "/properties/" + member.getKey(), member.getValue());
            });
        }
    }

    /** Where a schema says more or less than what was seen. */
    Set<String> wrong() {
        Set<String> wrong = new TreeSet<>();
        objects.forEach((pointer, count) -> {
            Set<String> required = new TreeSet<>();
            root.at(pointer).path("required").forEach(name -> required.add(name.asText()));
            root.at(pointer).path("properties").properties().forEach(member -> {
                String name = member.getKey();
                int seen = members.get(pointer).getOrDefault(name, 0);
                if (seen == 0) {
                    wrong.add(pointer + ": no example holds " + name);
                } else if ((seen == count) != required.contains(name)) {
                    wrong.add(pointer + ": " + name + " is there " + seen + " times of " + count);
                }
                String place = pointer + "/properties/" + name;
                boolean nullable = member.getValue().toString().contains("\"null\"");
                if (seen > 0 && nullable && !(nulls.contains(place) && values.contains(place))) {
                    wrong.add(place + ": no example with null, or none without");
                }
            });
        });
        return wrong;
    }
}
