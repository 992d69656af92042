package tillmesh.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.CloudRules;
import tillmesh.cloud.CloudSite;
import tillmesh.cloud.OrderBook;
import tillmesh.cloud.Uploader;
import tillmesh.cloud.odoo.OdooCloud;
import tillmesh.cloud.supabase.SupabaseCloud;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Surroundings;
import tillmesh.journal.Journal;
import tillmesh.peer.Mesh;

/** The clouds that a node is told of. */
final class Clouds implements AutoCloseable {
    private final NodeConfig config;
    private final List<Cloud> clouds = new ArrayList<>();

    /** @param around of the lane; its wall clock is compared with a cloud's where that refuses a token */
    Clouds(NodeConfig config, Surroundings around, Journal journal) {
        this.config = config;
        if (config.cloud().supabase().on()) {
            clouds.add(new SupabaseCloud(config.cloud().supabase(), config.store(), around.wall()));
        }
        if (config.cloud().odoo().on()) {
            clouds.add(OdooCloud.of(
                    config.cloud().odoo(), config.lane().name(), new OrderBook(journal), around.loop()::millis));
        }
    }

    /** Every cloud must have an entry before it counts as stored upstairs. */
    List<String> names() {
        return clouds.stream().map(Cloud::name).toList();
    }

    /** Begins to bring entries to them. After the mesh was opened. */
    void begin(Surroundings around, Journal journal, Mesh mesh, Aside aside) {
        if (clouds.isEmpty()) {
            return;
        }
        CloudSite site = new CloudSite(around.loop(), around.dice(), journal, mesh, aside, rules());
        Uploader uploader = new Uploader(site, clouds);
        mesh.shared().ifPresent(register -> uploader.adopting(mesh.neighbours(), register));
        aside.sentBy(uploader);
        uploader.begin();
    }

    // A lane that never has others has nobody to wait for.
    private CloudRules rules() {
        Duration grace = config.peer().alone() ? Duration.ZERO : config.cloud().soloGrace();
        return new CloudRules(grace, config.cloud().adoptAfter());
    }

    @Override
    public void close() {
        clouds.forEach(Cloud::close);
    }
}
