package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Does calls in transactions as Odoo does: what clashes is done again, and a load that clashes says so in its answer. A worker
 * that is slow has seen what was there when it began, and commits when the test says so.
 */
final class OdooWorkers {
    private static final int DB_RETRIES = 5;

    private final OdooBooks books;
    private final OdooModels models;
    private final ThreadLocal<Boolean> slow = ThreadLocal.withInitial(() -> false);
    private final List<Runnable> late = new CopyOnWriteArrayList<>();

    OdooWorkers(OdooBooks books, OdooModels models) {
        this.books = books;
        this.models = models;
    }

    private interface Again {
        JsonNode run() throws OdooRefusal;
    }

    /** What is called in it commits later. */
    void slowly(Runnable call) {
        slow.set(true);
        call.run();
        slow.set(false);
    }

    /** Commits what was slow. */
    void doLate() {
        List<Runnable> all = List.copyOf(late);
        late.clear();
        all.forEach(Runnable::run);
    }

    JsonNode onModel(String model, String method, JsonNode args, JsonNode kwargs) throws OdooRefusal {
        for (int tries = 1; ; tries++) {
            OdooBooks.Work work = books.begin();
            JsonNode result = models.call(work, model, method, args, kwargs);
            if (commitsLater(work, () -> onModel(model, method, args, kwargs))) {
                return result;
            }
            try {
                work.commit();
                return result;
            } catch (OdooBooks.Clash clash) {
                if (method.equals("load")) {
                    return OdooTalk.clashed();
                } else if (clash.key) {
                    throw OdooRefusal.validation("An order with this uuid already exists");
                } else if (tries >= DB_RETRIES) {
                    throw new OdooRefusal(
                            "psycopg2.errors.SerializationFailure",
                            "could not serialize access due to concurrent update");
                }
            }
        }
    }

    JsonNode onRoute(OdooMethod does, JsonNode body, ObjectNode person) throws OdooRefusal {
        OdooBooks.Work work = books.begin();
        JsonNode result = does.call(work, body, person);
        try {
            if (!commitsLater(work, () -> onRoute(does, body, person))) {
                work.commit();
            }
        } catch (OdooBooks.Clash clash) {
            return onRoute(does, body, person);
        }
        return result == null ? NullNode.getInstance() : result;
    }

    private boolean commitsLater(OdooBooks.Work begun, Again again) {
        if (slow.get()) {
            late.add(() -> {
                try {
                    begun.commit();
                } catch (OdooBooks.Clash clash) {
                    again(again);
                }
            });
        }
        return slow.get();
    }

    private static void again(Again call) {
        try {
            call.run();
        } catch (OdooRefusal refused) {
            // Nobody waits for what it says.
        }
    }
}
