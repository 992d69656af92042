package tillmesh.cloud.supabase;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import tillmesh.box.Box;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.cloud.OneLane;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.entry.EntryId;
import tillmesh.far.BoxFile;
import tillmesh.far.Front;

/** The contract with the cloud in a box. */
class BoxContractIT extends CloudContract {
    @Override
    protected FarSide open() {
        return new BoxSide(dir.resolve("box"));
    }

    @Override
    protected int maintenance() {
        return 10;
    }

    private static final class BoxSide implements FarSide {
        private final BoxFile file;
        private final Box box;
        private final Front front;
        private volatile String key;

        BoxSide(Path dir) {
            box = Box.open(dir, "127.0.0.1", 0);
            file = new BoxFile(dir);
            key = box.key();
            front = new Front(Map.of("/", box.address() + "/"));
        }

        @Override
        public Front front() {
            return front;
        }

        @Override
        public Cloud adapter(String url, OneLane lane) {
            NodeConfig.Supabase to = new NodeConfig.Supabase(url, Secret.of(key), Secret.NONE);
            NodeConfig.Store store = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "T1");
            return new SupabaseCloud(to, store, InstantSource.system(), ProjectCalls.client(ProjectSide.PATIENCE));
        }

        @Override
        public List<String> ledger() {
            return file.sql("SELECT message_id || ' ' || hash FROM ledger WHERE hash <> 'another'");
        }

        /** Another entry has its place. */
        @Override
        public void poison(EntryId entry) {
            file.sql(
                    "INSERT INTO ledger (tenant, store, message_id, lane, incarnation, seq, topic, occurred_at, prev_hash, hash,"
                            + " data, version) SELECT 'T1', 'S1', '" + entry
                            + "', 'L1', 'x', 1, 't', 'now', '', 'another', '1', 0");
        }

        @Override
        public Runnable drift() {
            file.sql("ALTER TABLE ledger RENAME COLUMN topic TO matter");
            return () -> file.sql("ALTER TABLE ledger RENAME COLUMN matter TO topic");
        }

        @Override
        public void rotateKey() {
            String real = key;
            key = "sb_secret_the_new_one";
            front.gate = call -> call.changesKey(key, real);
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
            box.close();
        }
    }
}
