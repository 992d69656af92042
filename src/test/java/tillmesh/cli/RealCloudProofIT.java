package tillmesh.cli;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tillmesh.far.Front;
import tillmesh.far.HostedGateway;
import tillmesh.far.Project;

/** A PostgREST and a PostgreSQL with the files of {@code sql/supabase}, asked with a lane's own token. */
class RealCloudProofIT extends ProvedCloud {
    private static final String TENANT = "proved";

    private Project project;
    private Front front;

    @BeforeEach
    void open() {
        project = Project.get();
        front = new Front(Map.of("/rest/v1", project.rest()));
        front.gate = new HostedGateway(project.tokens());
        project.database().run("DELETE FROM tillmesh.ledger WHERE tenant = '" + TENANT + "'");
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Override
    List<String> reach() {
        return List.of(
                "--cloud.supabase.url=" + front.url(),
                "--cloud.supabase.key=" + HostedGateway.PUBLISHABLE,
                "--cloud.supabase.token=" + project.tokens().lane(TENANT, "S1"));
    }

    @Override
    long entries() {
        return numbers().size();
    }

    @Override
    List<Long> numbers() {
        return project
                .database()
                .rows("SELECT seq FROM tillmesh.ledger WHERE tenant = '" + TENANT + "' ORDER BY ingest_no")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    @Override
    void change(Change change, String where) {
        String what = change == Change.DELETE
                ? "DELETE FROM tillmesh.ledger"
                : "UPDATE tillmesh.ledger SET hash = overlay(hash placing '00000000' from 1)";
        project.database().run(what + " WHERE tenant = '" + TENANT + "' AND " + where);
    }
}
