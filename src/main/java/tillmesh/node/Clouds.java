package tillmesh.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.CloudRules;
import tillmesh.cloud.CloudSite;
import tillmesh.cloud.Intake;
import tillmesh.cloud.OrderBook;
import tillmesh.cloud.Source;
import tillmesh.cloud.Uploader;
import tillmesh.cloud.bridge.BridgeCloud;
import tillmesh.cloud.odoo.OdooCloud;
import tillmesh.cloud.supabase.SupabaseCloud;
import tillmesh.config.NodeConfig;
import tillmesh.desk.Bookkeeper;
import tillmesh.desk.Surroundings;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.peer.Mesh;

/** The clouds that a node is told of. */
final class Clouds implements AutoCloseable {
    private final NodeConfig config;
    private final List<Cloud> clouds = new ArrayList<>();
    private @Nullable Bookkeeper bookkeeper;
    private @Nullable Source source;

    /** @param wall compared with a cloud's clock where it refuses a token */
    Clouds(NodeConfig config, InstantSource wall, Loop loop, Journal journal) {
        this.config = config;
        if (config.cloud().supabase().on()) {
            clouds.add(new SupabaseCloud(config.cloud().supabase(), config.store(), wall));
        }
        if (config.cloud().odoo().on()) {
            OdooCloud odoo =
                    OdooCloud.of(config.cloud().odoo(), config.lane().name(), new OrderBook(journal), loop::millis);
            clouds.add(odoo);
            bookkeeper = odoo::book;
        }
        if (config.cloud().bridge().on()) {
            BridgeCloud bridge = new BridgeCloud(config.cloud().bridge(), config.store());
            clouds.add(bridge);
            source = bridge;
        }
    }

    /** Books paid orders; null when there is no Odoo. */
    @Nullable
    Bookkeeper bookkeeper() {
        return bookkeeper;
    }

    /** Those that must have an entry before it counts as stored upstairs. */
    List<String> required() {
        List<String> asked = config.cloud().required();
        return asked.isEmpty() ? names() : asked;
    }

    /** The others, for which nothing waits. */
    List<String> more() {
        return names().stream().filter(name -> !required().contains(name)).toList();
    }

    private List<String> names() {
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

    /** Begins to bring in what a cloud gives out, if one does. After the mesh was opened. */
    void begin(Loop loop, Journal journal, Mesh mesh, Intake.Guests guests) {
        Source giving = source;
        if (giving != null) {
            Intake intake = new Intake(loop, journal, giving, guests, config.lane());
            mesh.shared().ifPresent(intake::sharing);
            intake.begin();
        }
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
