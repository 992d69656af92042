package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;

/** A method of a model of the stand-in Odoo. */
@FunctionalInterface
interface OdooMethod {
    /** @return the result, null for none @throws OdooRefusal when it is taken back */
    JsonNode call(OdooBooks.Work work, JsonNode args, JsonNode kwargs) throws OdooRefusal;
}
