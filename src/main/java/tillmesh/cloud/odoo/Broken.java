package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionException;
import tillmesh.cloud.Trouble;

/** Ends a conversation of several calls at the one that was not done. Never leaves the class that has the conversation. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OdooAnswer.Failed failed;

    Broken(OdooAnswer.Failed failed) {
        super(failed.why(), null, false, false);
        this.failed = failed;
    }

    Broken(Trouble trouble, String why) {
        this(OdooAnswer.Failed.of(trouble, why));
    }

    OdooAnswer.Failed failed() {
        return failed;
    }

    /** The result of a call. @throws Broken when it was not done */
    static JsonNode result(OdooAnswer answer) {
        if (answer instanceof OdooAnswer.Said said) {
            return said.result();
        }
        throw new Broken((OdooAnswer.Failed) answer);
    }

    /** What ended a conversation. */
    static OdooAnswer.Failed of(Throwable end) {
        Throwable cause = end instanceof CompletionException && end.getCause() != null ? end.getCause() : end;
        return cause instanceof Broken broken
                ? broken.failed()
                : OdooAnswer.unknown(
                        "this lane cannot read its answer (" + cause.getClass().getSimpleName() + ")");
    }
}
