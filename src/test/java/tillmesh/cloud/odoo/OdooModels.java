package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tillmesh.cloud.odoo.OdooBooks.Work;

/** What every model of the stand-in Odoo can do, and the methods that some have of their own. */
final class OdooModels {
    private final Map<String, OdooMethod> own = new HashMap<>();

    void on(String model, String method, OdooMethod does) {
        own.put(model + "." + method, does);
    }

    JsonNode call(Work work, String model, String method, JsonNode args, JsonNode kwargs) throws OdooRefusal {
        OdooMethod does = own.get(model + "." + method);
        if (does != null) {
            return does.call(work, args, kwargs);
        }
        return switch (method) {
            case "search_read" -> searchRead(work, model, args, kwargs);
            case "read" -> read(work, model, args);
            case "create" -> OdooBooks.JSON.getNodeFactory().numberNode(work.create(model, (ObjectNode) args.path(0)));
            case "write" -> write(work, model, args);
            case "load" -> load(work, model, args);
            default ->
                throw new OdooRefusal(
                        "builtins.AttributeError", "The method '" + model + "." + method + "' does not exist");
        };
    }

    private static JsonNode searchRead(Work work, String model, JsonNode args, JsonNode kwargs) throws OdooRefusal {
        ArrayNode found = OdooBooks.JSON.createArrayNode();
        int limit = kwargs.path("limit").asInt(Integer.MAX_VALUE);
        JsonNode fields = args.has(1) ? args.path(1) : kwargs.path("fields");
        for (ObjectNode row : work.all(model).toList()) {
            if (found.size() < limit && matches(row, args.path(0))) {
                found.add(only(row, fields));
            }
        }
        return found;
    }

    private static JsonNode read(Work work, String model, JsonNode args) {
        ArrayNode found = OdooBooks.JSON.createArrayNode();
        args.path(0).forEach(id -> {
            ObjectNode row = work.get(model, id.asInt());
            if (row != null) {
                found.add(only(row, args.path(1)));
            }
        });
        return found;
    }

    // A field that nobody set is false, as Odoo writes it.
    private static ObjectNode only(ObjectNode row, JsonNode fields) {
        ObjectNode shown =
                OdooBooks.JSON.createObjectNode().put("id", row.path("id").asInt());
        fields.forEach(field ->
                shown.set(field.asText(), row.has(field.asText()) ? row.path(field.asText()) : BooleanNode.FALSE));
        return shown;
    }

    static boolean matches(ObjectNode row, JsonNode domain) throws OdooRefusal {
        for (JsonNode term : domain) {
            JsonNode value =
                    row.has(term.path(0).asText()) ? row.path(term.path(0).asText()) : BooleanNode.FALSE;
            JsonNode plain = value.isArray() && term.path(2).isNumber() ? value.path(0) : value;
            boolean holds = switch (term.path(1).asText()) {
                case "=" -> same(plain, term.path(2));
                case "!=" -> !same(plain, term.path(2));
                case "in" -> any(value, term.path(2));
                case ">" -> plain.asText().compareTo(term.path(2).asText()) > 0;
                default -> throw new OdooRefusal("builtins.ValueError", "Invalid leaf " + term.path(1));
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(JsonNode left, JsonNode right) {
        boolean numbers = left.isNumber() && right.isNumber();
        return numbers ? left.decimalValue().compareTo(right.decimalValue()) == 0 : left.equals(right);
    }

    private static boolean any(JsonNode value, JsonNode list) {
        JsonNode plain = value.isArray() ? value.path(0) : value;
        for (JsonNode one : list) {
            if (same(plain, one)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode write(Work work, String model, JsonNode args) {
        args.path(0).forEach(id -> work.write(model, id.asInt(), (ObjectNode) args.path(1)));
        return BooleanNode.TRUE;
    }

    /** Rows by external id: one that is there is written again, field by field. */
    static JsonNode load(Work work, String model, JsonNode args) {
        ArrayNode ids = OdooBooks.JSON.createArrayNode();
        for (JsonNode row : args.path(1)) {
            ObjectNode fields = OdooBooks.JSON.createObjectNode();
            String external = "";
            for (int at = 0; at < row.size(); at++) {
                String field = args.path(0).path(at).asText();
                if (field.equals("id")) {
                    external = row.path(at).asText();
                } else if (field.endsWith("/.id")) {
                    // Text with commas between numbers: a list of records, or one.
                    fields.set(field.substring(0, field.length() - 4), numbers(row.path(at)));
                } else if (field.startsWith("amount_")) {
                    fields.put(field, new BigDecimal(row.path(at).asText()));
                } else {
                    fields.set(field, row.path(at));
                }
            }
            ids.add(put(work, model, external, fields));
        }
        ObjectNode answer = OdooBooks.JSON.createObjectNode();
        answer.set("ids", ids);
        answer.putArray("messages");
        return answer.put("nextrow", 0);
    }

    private static JsonNode numbers(JsonNode text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.asText().split(",")) {
            numbers.add(Integer.parseInt(part.strip()));
        }
        return numbers.size() == 1
                ? OdooBooks.JSON.getNodeFactory().numberNode(numbers.get(0))
                : OdooBooks.JSON.valueToTree(numbers);
    }

    private static int put(Work work, String model, String external, ObjectNode fields) {
        List<ObjectNode> known = work.where(
                "ir.model.data", row -> row.path("complete_name").asText().equals(external));
        if (!known.isEmpty()) {
            int id = known.get(0).path("res_id").asInt();
            work.write(model, id, fields);
            return id;
        }
        if (model.equals("pos.order")) {
            fields.put("state", "draft");
            fields.putArray("lines");
            fields.putArray("payment_ids");
        }
        int id = work.create(model, fields);
        work.create(
                "ir.model.data",
                OdooBooks.JSON
                        .createObjectNode()
                        .put("complete_name", external)
                        .put("module", external.replaceFirst("\\..*", ""))
                        .put("name", external.replaceFirst("[^.]*\\.", ""))
                        .put("model", model)
                        .put("res_id", id));
        return id;
    }
}
