package tillmesh.cloud.supabase;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.FarSide;
import tillmesh.cloud.OneLane;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Supabase.Via;
import tillmesh.config.Secret;
import tillmesh.entry.EntryId;
import tillmesh.far.Front;
import tillmesh.far.HostedGateway;
import tillmesh.far.Project;

/** A tenant of the real project, called at its database or at its edge function. */
final class ProjectSide implements FarSide {
    static final ProjectCalls.Patience PATIENCE =
            new ProjectCalls.Patience(Duration.ofMillis(300), Duration.ofMillis(400));
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String POISON = """
            CREATE TABLE IF NOT EXISTS public.poison (message_id text PRIMARY KEY);
            CREATE OR REPLACE FUNCTION public.spit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT FROM public.poison p WHERE p.message_id = NEW.tenant || NEW.message_id) THEN
                    RAISE EXCEPTION 'this one is not for here';
                END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER poison BEFORE INSERT ON tillmesh.ledger FOR EACH ROW EXECUTE FUNCTION public.spit();
            INSERT INTO public.poison VALUES ('%s')""";

    private final Project project = Project.get();
    private final HostedGateway gateway = new HostedGateway(project.tokens());
    private final String tenant = "contract" + COUNT.incrementAndGet();
    private final Via via;
    private final Front front;
    private String key = HostedGateway.PUBLISHABLE;

    ProjectSide(Via via) {
        this.via = via;
        this.front = new Front(
                via == Via.RPC
                        ? Map.of("/rest/v1", project.rest())
                        : Map.of("/functions/v1/sync-pos-message", project.functions()));
        front.gate = gateway;
    }

    @Override
    public Front front() {
        return front;
    }

    @Override
    public Cloud adapter(String url, OneLane lane) {
        NodeConfig.Supabase to = new NodeConfig.Supabase(
                url, Secret.of(key), Secret.of(project.tokens().lane(tenant, "S1")), via);
        NodeConfig.Store store = new NodeConfig.Store(ZoneId.of("UTC"), "S1", tenant);
        return new SupabaseCloud(to, store, InstantSource.system(), ProjectCalls.client(PATIENCE));
    }

    @Override
    public List<String> ledger() {
        return project.database()
                .rows("SELECT message_id, hash FROM tillmesh.ledger WHERE tenant = '" + tenant + "' AND store = 'S1'");
    }

    @Override
    public void poison(EntryId entry) {
        project.database().run(POISON.replace("%s", tenant + entry));
    }

    @Override
    public Runnable drift() {
        project.database().run("ALTER TABLE tillmesh.ledger DROP COLUMN peer_acked_at CASCADE");
        return () -> project.database().install();
    }

    @Override
    public void rotateKey() {
        key = "sb_publishable_the_new_one";
        front.gate = call -> gateway.apply(call.changesKey("sb_publishable_the_new_one", HostedGateway.PUBLISHABLE));
    }

    @Override
    public byte[] half(byte[] call) {
        return Calls.half(call);
    }

    @Override
    public byte[] backwards(byte[] call) {
        return Calls.backwards(call);
    }

    @Override
    public byte[] ofOthers(byte[] answer) {
        return Calls.ofOthers(answer);
    }

    @Override
    public void close() {
        front.close();
        project.database().run("DROP FUNCTION IF EXISTS public.spit() CASCADE; DROP TABLE IF EXISTS public.poison");
    }
}
